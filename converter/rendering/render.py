"""`render`: a report as files: inline document, extension schema and its linkbases, official URLs throughout."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from converter.rendering.body import body
from converter.rendering.environment import environment, rendered
from converter.report.report import CalculationArc, DefinitionArc, ExtensionRole, Layout, PresentationArc, Report
from converter.taxonomies.taxonomy import Taxonomy, load

_ROLE_SCHEMAS = {
    "http://www.xbrl.org/2009/role/negated": "http://www.xbrl.org/lrr/role/negated-2009-12-16.xsd",
}
_XBRL_SCHEMAS = (
    ("http://www.xbrl.org/2003/instance", "http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"),
    ("http://www.xbrl.org/2003/linkbase", "http://www.xbrl.org/2003/xbrl-linkbase-2003-12-31.xsd"),
    ("http://xbrl.org/2005/xbrldt", "http://www.xbrl.org/2005/xbrldt-2005.xsd"),
    ("http://www.xbrl.org/dtr/type/2022-03-31", "https://www.xbrl.org/dtr/type/2022-03-31/types.xsd"),
)
_ARCROLE_SCHEMAS = {
    "http://xbrl.org/int/dim/arcrole": "http://www.xbrl.org/2005/xbrldt-2005.xsd",
    "http://www.esma.europa.eu/xbrl/esef/arcrole": "http://www.xbrl.org/lrr/arcrole/esma-arcrole-2018-11-21.xsd",
}
_LINKBASES = (("presentation", "pre"), ("calculation", "cal"), ("definition", "def"), ("label", "lab"))

Arc = PresentationArc | CalculationArc | DefinitionArc


@dataclass(frozen=True, slots=True)
class Joint:
    """An arc with the labels of its two locators."""

    arc: Arc
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Network:
    """The arcs of one kind in one role, and a (label, concept) pair for each locator.

    Two arcs between the same locators are not allowed (XBRL 2.1 §3.5.3.9), so a second one gets a locator of its own.
    """

    uri: str
    id: str
    locators: tuple[tuple[str, str], ...]
    joints: tuple[Joint, ...]

    @classmethod
    def of(cls, role: ExtensionRole, arcs: tuple[Arc, ...]) -> Network:
        locators: dict[str, str] = {}
        joints: list[Joint] = []
        joined: set[tuple[str, str]] = set()
        for arc in arcs:
            start, end, number = locator(arc.parent), locator(arc.child), 2
            while (start, end) in joined:
                end, number = f"{locator(arc.child)}_{number}", number + 1
            joined.add((start, end))
            locators.setdefault(start, arc.parent)
            locators.setdefault(end, arc.child)
            joints.append(Joint(arc, start, end))
        return cls(role.uri, role.id, tuple(locators.items()), tuple(joints))


def locator(concept: str) -> str:
    return "loc_" + concept.replace(":", "_", 1)


class _Names:
    """Hrefs of concepts."""

    def __init__(self, report: Report, taxonomy: Taxonomy) -> None:
        self._prefix = report.extension.prefix
        self._schema = f"{report.extension.base}.xsd"
        self._taxonomy = taxonomy

    def href(self, concept: str) -> str:
        prefix, _, name = concept.partition(":")
        schema = self._schema if prefix == self._prefix else self._taxonomy.schema_url(prefix)
        return f"{schema}#{prefix}_{name}"


def render(report: Report, layout: Layout = Layout.FAITHFUL) -> dict[str, bytes]:
    """File name → bytes. The same report gives the same bytes."""
    taxonomy = load(report.taxonomy)
    names = _Names(report, taxonomy)
    base = report.extension.base
    files = {f"{base}.htm": _document(report, layout, taxonomy), f"{base}.xsd": _schema(report, taxonomy)}
    for kind, suffix in _LINKBASES[:3]:
        if _networks(report, kind):
            files[f"{base}_{suffix}.xml"] = _arc_linkbase(report, kind, names)
    files[f"{base}_lab.xml"] = _label_linkbase(report, names)
    return files


def _document(report: Report, layout: Layout, taxonomy: Taxonomy) -> bytes:
    return rendered(
        environment().get_template(f"inline/{layout.value}.jinja"),
        report=report,
        schema=f"{report.extension.base}.xsd",
        title=report.entity.name or report.document.source.name,
        namespaces=_namespaces(report, taxonomy),
        hidden=[fact for fact in report.facts if fact.span is None],
        body=Markup(body(report, layout)),
    )


def _prefixes(report: Report) -> list[str]:
    """Prefixes of the standard elements that the report names."""
    names: set[str] = {fact.concept for fact in report.facts}
    names |= {name for context in report.contexts for pair in context.dimensions for name in pair}
    names |= {name for role in report.extension.roles for name in _ends(role)}
    return sorted({name.partition(":")[0] for name in names} - {report.extension.prefix})


def _ends(role: ExtensionRole) -> Iterable[str]:
    arcs: list[Arc] = [*role.presentation, *role.calculation, *role.definitions]
    for arc in arcs:
        yield arc.parent
        yield arc.child


def _namespaces(report: Report, taxonomy: Taxonomy) -> list[tuple[str, str]]:
    standard = [(prefix, taxonomy.namespace(prefix)) for prefix in _prefixes(report)]
    return [*standard, (report.extension.prefix, report.extension.namespace)]


def _schema(report: Report, taxonomy: Taxonomy) -> bytes:
    base = report.extension.base
    standard = [(taxonomy.namespace(prefix), taxonomy.schema_url(prefix)) for prefix in _prefixes(report)]
    kept = [(kind, f"{base}_{suffix}.xml") for kind, suffix in _LINKBASES if kind == "label" or _networks(report, kind)]
    return rendered(
        environment().get_template("taxonomy/schema.jinja"),
        extension=report.extension,
        imports=[*_XBRL_SCHEMAS, *standard],
        linkbases=kept,
    )


def _networks(report: Report, kind: str) -> list[Network]:
    return [Network.of(role, arcs) for role in report.extension.roles if (arcs := _arcs(role, kind))]


def _arcs(role: ExtensionRole, kind: str) -> tuple[Arc, ...]:
    if kind == "presentation":
        return role.presentation
    return role.calculation if kind == "calculation" else role.definitions


def _arc_linkbase(report: Report, kind: str, names: _Names) -> bytes:
    networks = _networks(report, kind)
    arcroles = {arc.arcrole for role in report.extension.roles for arc in role.definitions}
    return rendered(
        environment().get_template(f"taxonomy/{kind}.jinja"),
        href=names.href,
        networks=networks,
        schema=f"{report.extension.base}.xsd",
        link=f"{kind}Link",
        arcroles=[(arcrole, _arcrole_schema(arcrole)) for arcrole in sorted(arcroles)],
    )


def _arcrole_schema(arcrole: str) -> str:
    """Where an arcrole is declared."""
    place, _, name = arcrole.rpartition("/")
    return f"{_ARCROLE_SCHEMAS[place]}#{name}"


def _label_linkbase(report: Report, names: _Names) -> bytes:
    labels = report.extension.labels
    roles = sorted({label.role for label in labels})
    return rendered(
        environment().get_template("taxonomy/label.jinja"),
        href=names.href,
        locator=locator,
        concepts=[(concept, list(own)) for concept, own in groupby(labels, key=lambda label: label.concept)],
        label_roles=[
            (role, f"{schema}#{role.rpartition('/')[2]}")
            for role in roles
            for start, schema in _ROLE_SCHEMAS.items()
            if role.startswith(start)
        ],
    )
