"""Reads an official taxonomy package through Arelle into `TaxonomyFacts`."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin
from xml.sax.saxutils import quoteattr

from converter.errors import TaxonomyError
from converter.taxonomies.facts import (
    WELL_KNOWN,
    ArcFacts,
    ElementFacts,
    ImportFacts,
    RoleFacts,
    SchemaFacts,
    TaxonomyFacts,
    TypeFacts,
)

_PREFIXES = {uri: prefix for prefix, uri in WELL_KNOWN.items()}
_NAMED = {"id", "name", "type", "abstract", "nillable", "substitutionGroup"}
_XS = "{http://www.w3.org/2001/XMLSchema}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_LINK = "{http://www.xbrl.org/2003/linkbase}"
_XBRLI = "{http://www.xbrl.org/2003/instance}"
_LINKS = {f"{_LINK}{kind}Link": kind for kind in ("presentation", "calculation", "definition")}
_USUAL = ("use", "optional")  # what an arc without the attribute says too
_OFFICIAL = re.compile(r"https?://xbrl\.(?:fasb\.org|sec\.gov)/")


def read_package(package: Path, name: str) -> TaxonomyFacts:
    """All facts of the taxonomy `name` ("us-gaap/2024") in `package`, an official zip.

    Raises TaxonomyError where the package cannot be read or holds no such taxonomy.
    """
    roots = _entry_points(package, name)
    from converter.validation.session import quiet_leaks, stop
    from converter.validation.startup import import_arelle

    stop()
    import_arelle()
    from arelle.api.Session import Session
    from arelle.RuntimeOptions import RuntimeOptions

    with tempfile.TemporaryDirectory() as folder, quiet_leaks(), Session() as session:
        entry = Path(folder) / "all.xsd"
        entry.write_text(_importing(roots), encoding="utf-8")
        session.run(
            RuntimeOptions(
                entrypointFile=str(entry),
                internetConnectivity="offline",
                packages=[str(package.resolve())],
                keepOpen=True,
                disablePersistentConfig=True,
                logLevel="CRITICAL",
            ),
            logFileName="logToBuffer",
        )
        models = list(session.get_models())
        try:
            if not models:
                raise TaxonomyError(f"{package.name}: Arelle could not load it")
            return _facts(models[0], name, str(entry))
        finally:
            for model in models:
                model.modelManager.close(model)


def _entry_points(package: Path, name: str) -> list[tuple[str, str]]:
    """(namespace, official URL) of the schemas that together reach the whole taxonomy."""
    family, _, year = name.partition("/")
    try:
        with zipfile.ZipFile(package) as archive:
            schemas = [entry for entry in archive.namelist() if entry.endswith(".xsd")]
            texts = {entry: archive.read(entry)[:6000].decode("utf-8", "replace") for entry in schemas}
    except (OSError, zipfile.BadZipFile) as error:
        raise TaxonomyError(f"{package}: {error}") from error
    urls = {}
    for entry in schemas:
        found = re.search(r"(?:^|/)(xbrl\.(?:fasb\.org|sec\.gov)/.*)$", entry)
        namespace = re.search(r"targetNamespace\s*=\s*[\"']([^\"']+)", texts[entry])
        if found and namespace:
            # FASB's files up to 2021 are addressed by http, later ones and the SEC's by https.
            scheme = "http" if "fasb.org" in found[1] and int(year) < 2022 else "https"
            urls[entry] = (namespace[1], f"{scheme}://{found[1]}")
    chosen = _matching(urls, rf"/{family}/{year}/entire/{family}-entryPoint-std-{year}[\d-]*\.xsd$")
    chosen = chosen or _matching(urls, rf"/{family}/{year}/elts/{family}-{year}[\d-]*\.xsd$")
    if not chosen:
        raise TaxonomyError(f"{package.name} does not hold {name}")
    agency = _matching(urls, rf"/xbrl\.sec\.gov/\w+/{year}/\w+-{year}[\d-]*\.xsd$")
    return sorted(chosen) + sorted(agency)


def _matching(urls: dict[str, tuple[str, str]], pattern: str) -> list[tuple[str, str]]:
    return [pair for pair in urls.values() if re.search(pattern, pair[1])]


def releases(package: Path) -> list[str]:
    """The us-gaap releases that a package holds, such as "us-gaap/2023"."""
    try:
        with zipfile.ZipFile(package) as archive:
            names = archive.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        raise TaxonomyError(f"{package}: {error}") from error
    found = (re.search(r"xbrl\.fasb\.org/us-gaap/(\d{4})/elts/us-gaap-\1[\d-]*\.xsd$", name) for name in names)
    return sorted({f"us-gaap/{match[1]}" for match in found if match})


def _importing(roots: list[tuple[str, str]]) -> str:
    imports = "".join(
        f"<xs:import namespace={quoteattr(space)} schemaLocation={quoteattr(url)}/>" for space, url in roots
    )
    return f'<xs:schema xmlns:xs="{WELL_KNOWN["xs"]}" targetNamespace="urn:ixconvert:all">{imports}</xs:schema>'


def _facts(model: Any, name: str, entry: str) -> TaxonomyFacts:
    documents = [doc for url, doc in sorted(model.urlDocs.items()) if _OFFICIAL.match(url) and url != entry]
    schemas = [doc for doc in documents if doc.xmlRootElement.tag == f"{_XS}schema"]
    declaring = [doc for doc in schemas if _declares(doc)]
    names = _Names(model, declaring)
    arcs = tuple(_arcs(documents, names))
    deprecated = {arc.child for arc in arcs if "deprecated" in arc.role.lower() and arc.link == "presentation"}
    return TaxonomyFacts(
        name=name,
        schemas=tuple(_schema(doc, names, deprecated) for doc in declaring),
        arcs=tuple(arc for arc in arcs if "deprecated" not in arc.role.lower()),
    )


def _declares(doc: Any) -> bool:
    root = doc.xmlRootElement
    return any(child.tag in (f"{_XS}element", f"{_XS}complexType", f"{_XS}simpleType") for child in root) or (
        next(root.iter(f"{_LINK}roleType"), None) is not None
    )


class _Names:
    """Prefixed names with one prefix a namespace throughout, whatever each file calls it."""

    def __init__(self, model: Any, schemas: list[Any]) -> None:
        self.prefix = dict(_PREFIXES)
        for doc in schemas:
            self.prefix[doc.targetNamespace] = _own_prefix(doc)
        self.model = model

    def of(self, qname: Any) -> str:
        return f"{self.prefix.get(qname.namespaceURI, qname.prefix)}:{qname.localName}"

    def of_text(self, element: Any, text: str) -> str:
        """A prefixed name as `element` writes it, with our prefix."""
        prefix, _, local = text.rpartition(":")
        namespace = element.nsmap.get(prefix or None)
        return f"{self.prefix.get(namespace, prefix)}:{local}"


def _own_prefix(doc: Any) -> str:
    root = doc.xmlRootElement
    bound = [prefix for prefix, uri in root.nsmap.items() if uri == doc.targetNamespace and prefix]
    if bound:
        return str(bound[0])
    return re.sub(r"-\d{4}.*$", "", PurePosixPath(doc.uri).stem)


def _schema(doc: Any, names: _Names, deprecated: set[str]) -> SchemaFacts:
    root = doc.xmlRootElement
    prefix = names.prefix[doc.targetNamespace]
    return SchemaFacts(
        prefix=prefix,
        namespace=doc.targetNamespace,
        url=doc.uri,
        imports=tuple(
            ImportFacts(child.get("namespace"), _absolute(doc.uri, child.get("schemaLocation")))
            for child in root.iterchildren(f"{_XS}import")
        ),
        located=tuple(_located(root)),
        references=tuple(_references(doc)),
        elements=tuple(_element(child, prefix, names, deprecated) for child in root.iterchildren(f"{_XS}element")),
        types=tuple(
            _type(child, names)
            for child in root.iterchildren(f"{_XS}complexType", f"{_XS}simpleType")
            if child.get("name")
        ),
        roles=tuple(_role(child, names) for child in root.iter(f"{_LINK}roleType")),
    )


def _located(root: Any) -> Iterator[ImportFacts]:
    words = (root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation") or "").split()
    for namespace, location in zip(words[::2], words[1::2], strict=False):
        yield ImportFacts(namespace, location)


def _absolute(base: str, href: str | None) -> str | None:
    return urljoin(base, href) if href else None


def _references(doc: Any) -> Iterator[str]:
    seen = {doc.uri}
    for element in doc.xmlRootElement.iter(f"{_LINK}roleRef", f"{_LINK}loc"):
        target = urljoin(doc.uri, element.get(f"{_XLINK}href")).partition("#")[0]
        if target not in seen:
            seen.add(target)
            yield target


def _element(element: Any, prefix: str, names: _Names, deprecated: set[str]) -> ElementFacts:
    own = f"{prefix}:{element.get('name')}"
    group = element.get("substitutionGroup")
    extra = []
    for key, value in element.attrib.items():
        if key in _NAMED or key in (f"{_XBRLI}balance", f"{_XBRLI}periodType"):
            continue
        space, _, local = key.rpartition("}")
        name = f"{names.prefix[space[1:]]}:{local}" if space else local
        extra.append((name, names.of_text(element, value) if local == "domain" else value))
    ident = element.get("id")
    return ElementFacts(
        name=element.get("name"),
        type=names.of_text(element, element.get("type")),
        line=element.sourceline,
        balance=element.get(f"{_XBRLI}balance"),
        period_type=element.get(f"{_XBRLI}periodType"),
        abstract=element.get("abstract") == "true",
        nillable=element.get("nillable") == "true",
        substitution=names.of_text(element, group) if group else None,
        deprecated=own in deprecated,
        id=ident if ident != own.replace(":", "_") else None,
        attributes=tuple(sorted(extra)),
    )


def _type(element: Any, names: _Names) -> TypeFacts:
    restriction = next(element.iter(f"{_XS}restriction"), None)
    if restriction is None:
        raise TaxonomyError(f"{element.get('name')}: a type that is no restriction")
    return TypeFacts(
        name=element.get("name"),
        base=names.of_text(restriction, restriction.get("base")),
        line=element.sourceline,
        simple=element.tag == f"{_XS}simpleType",
        facets=tuple(
            (child.tag.rpartition("}")[2], child.get("value"))
            for child in restriction.iterchildren("*")
            if child.get("value") is not None
        ),
        attribute_groups=tuple(
            names.of_text(child, child.get("ref")) for child in restriction.iterchildren(f"{_XS}attributeGroup")
        ),
    )


def _role(element: Any, names: _Names) -> RoleFacts:
    definition = element.find(f"{_LINK}definition")
    used_on = element.iterchildren(f"{_LINK}usedOn")
    return RoleFacts(
        uri=element.get("roleURI"),
        id=element.get("id"),
        definition="" if definition is None else (definition.text or "").strip(),
        used_on=tuple(names.of_text(used, (used.text or "").strip()) for used in used_on),
        line=element.sourceline,
    )


def _arcs(documents: list[Any], names: _Names) -> Iterator[ArcFacts]:
    for doc in documents:
        embedded = None
        if doc.xmlRootElement.tag == f"{_XS}schema":
            embedded = names.prefix.get(doc.targetNamespace)
        for link in doc.xmlRootElement.iter(*_LINKS):
            yield from _link_arcs(link, doc.uri, names, embedded)


def _link_arcs(link: Any, url: str, names: _Names, embedded: str | None) -> Iterator[ArcFacts]:
    located: dict[str, list[str]] = {}
    for locator in link.iterchildren(f"{_LINK}loc"):
        target, _, fragment = urljoin(url, locator.get(f"{_XLINK}href")).partition("#")
        doc = names.model.urlDocs.get(target)
        element = doc.idObjects.get(fragment) if doc is not None else None
        if element is None:
            raise TaxonomyError(f"{url}: locator to {target}#{fragment}, which is not there")
        located.setdefault(locator.get(f"{_XLINK}label"), []).append(names.of(element.qname))
    for arc in link.iterchildren("*"):
        if arc.get(f"{_XLINK}type") != "arc":
            continue
        extra = tuple(
            sorted(
                (_attribute_name(key, names), value)
                for key, value in arc.attrib.items()
                if not key.startswith(_XLINK) and key not in ("order", "weight") and (key, value) != _USUAL
            )
        )
        for parent in located[arc.get(f"{_XLINK}from")]:
            for child in located[arc.get(f"{_XLINK}to")]:
                yield ArcFacts(
                    link=_LINKS[link.tag],
                    role=link.get(f"{_XLINK}role"),
                    arcrole=arc.get(f"{_XLINK}arcrole"),
                    parent=parent,
                    child=child,
                    order=arc.get("order") or "1",
                    weight=arc.get("weight"),
                    embedded=embedded,
                    attributes=extra,
                )


def _attribute_name(key: str, names: _Names) -> str:
    space, _, local = key.rpartition("}")
    return f"{names.prefix[space[1:]]}:{local}" if space else local
