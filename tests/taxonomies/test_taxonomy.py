from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from converter.errors import TaxonomyError
from converter.taxonomies.offline import facts_hash, offline_package
from converter.taxonomies.schema import Selection, schema_text
from converter.taxonomies.taxonomy import Taxonomy, load

_XS = "{http://www.w3.org/2001/XMLSchema}"


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load("us-gaap/2024")


@pytest.mark.parametrize(
    ("qname", "balance", "period", "type_", "abstract"),
    [
        ("us-gaap:Assets", "debit", "instant", "xbrli:monetaryItemType", False),
        ("us-gaap:TreasuryStockValue", "debit", "instant", "xbrli:monetaryItemType", False),
        ("us-gaap:Revenues", "credit", "duration", "xbrli:monetaryItemType", False),
        ("us-gaap:EarningsPerShareBasic", None, "duration", "dtr-types:perShareItemType", False),
        ("us-gaap:AssetsAbstract", None, "duration", "xbrli:stringItemType", True),
        ("us-gaap:CommonStockMember", None, "duration", "dtr-types:domainItemType", True),
        ("dei:EntityCentralIndexKey", None, "duration", "dei:centralIndexKeyItemType", False),
        ("country:US", None, "duration", "dtr-types:domainItemType", True),
    ],
)
def test_concepts(taxonomy: Taxonomy, qname: str, balance: str | None, period: str, type_: str, abstract: bool) -> None:
    concept = taxonomy.concept(qname)
    assert concept is not None
    assert (concept.balance, concept.period_type, concept.type, concept.abstract) == (balance, period, type_, abstract)
    assert qname in taxonomy
    assert concept.id == qname.replace(":", "_")


@pytest.mark.parametrize("qname", ["us-gaap:NoSuchThing", "zzz:Assets", "Assets", ""])
def test_what_is_not_there_is_none(taxonomy: Taxonomy, qname: str) -> None:
    assert taxonomy.concept(qname) is None
    assert qname not in taxonomy


def test_calculations_in_both_directions(taxonomy: Taxonomy) -> None:
    role = "http://fasb.org/us-gaap/role/statement/StatementOfFinancialPositionClassified"
    children = {item.concept: item for item in taxonomy.calculation_children("us-gaap:Assets") if item.role == role}
    assert children["us-gaap:AssetsCurrent"].weight == 1
    assert children["us-gaap:AssetsCurrent"].order == Decimal(10)
    assert "us-gaap:Assets" in {item.concept for item in taxonomy.calculation_parents("us-gaap:AssetsCurrent")}
    assert taxonomy.calculation_children("us-gaap:CashHeldInForeignCurrency") == ()


def test_every_calculation_agrees_with_the_balances(taxonomy: Taxonomy) -> None:
    """XBRL 2.1 §5.1.1.2, table 6: the same side adds, the other subtracts."""
    for arc in taxonomy.calculation:
        parent, child = taxonomy.concept(arc.parent), taxonomy.concept(arc.child)
        assert parent is not None and child is not None
        if parent.balance and child.balance:
            assert (Decimal(arc.weight or 1) > 0) == (parent.balance == child.balance), arc


def test_dimensions(taxonomy: Taxonomy) -> None:
    assert taxonomy.domain("us-gaap:StatementEquityComponentsAxis") == "us-gaap:EquityComponentDomain"


def test_urls_and_namespaces(taxonomy: Taxonomy) -> None:
    assert taxonomy.schema_url("us-gaap") == "https://xbrl.fasb.org/us-gaap/2024/elts/us-gaap-2024.xsd"
    assert taxonomy.schema_url("dei") == "https://xbrl.sec.gov/dei/2024/dei-2024.xsd"
    assert taxonomy.namespace("srt") == "http://fasb.org/srt/2024"
    assert taxonomy.prefix("http://fasb.org/us-gaap/2024") == "us-gaap"
    with pytest.raises(TaxonomyError):
        taxonomy.namespace("zzz")


@pytest.mark.parametrize("name", ["us-gaap/1776", "../../etc", "us-gaap", "", "us-gaap/../2024"])
def test_an_unknown_release_is_an_error(name: str) -> None:
    with pytest.raises(TaxonomyError):
        load(name)


def test_loading_is_fast() -> None:
    """A fresh read of the large table; half a second is the promise, with room for a busy machine."""
    begun = time.process_time()
    fresh = Taxonomy("us-gaap/2024", load("us-gaap/2024").folder)
    assert fresh.concept("us-gaap:Assets") is not None
    assert time.process_time() - begun < 0.5


# --- generated schemas -----------------------------------------------------------------------------------------------


def test_declarations_stand_on_their_official_lines(taxonomy: Taxonomy) -> None:
    selection = Selection(elements=frozenset({"us-gaap:Assets", "us-gaap:Revenues"}), roles=frozenset(), embedded=False)
    for chosen in (selection, Selection()):
        root = etree.fromstring(schema_text(taxonomy, "us-gaap", chosen).encode())
        lines = {element.get("name"): element.sourceline for element in root.iter(f"{_XS}element")}
        for name in ("Assets", "Revenues"):
            facts = taxonomy.element(f"us-gaap:{name}")
            assert facts is not None and lines[name] == facts.line


def test_every_generated_schema_is_well_formed_and_complete(taxonomy: Taxonomy) -> None:
    for prefix in taxonomy.schemas:
        root = etree.fromstring(schema_text(taxonomy, prefix).encode())
        assert root.get("targetNamespace") == taxonomy.namespace(prefix)
        declared = {element.get("name") for element in root.iterchildren(f"{_XS}element")}
        assert declared == (set(taxonomy.local_names(prefix)) if prefix in taxonomy.prefixes else set())


def test_the_offline_package_is_the_same_bytes_every_time(taxonomy: Taxonomy, tmp_path: Path) -> None:
    first = offline_package(taxonomy, tmp_path / "a")
    second = offline_package(taxonomy, tmp_path / "b")
    assert first.name == second.name and facts_hash(taxonomy)[:16] in first.name
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        names = archive.namelist()
        assert any(name.endswith("META-INF/catalog.xml") for name in names)
        assert b"Generated by ixconvert" in archive.read(next(name for name in names if name.endswith("dei-2024.xsd")))


def test_two_processes_may_make_the_package_at_once(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from converter.taxonomies.offline import offline_package\n"
        "from converter.taxonomies.taxonomy import load\n"
        "print(offline_package(load(), Path(sys.argv[1])))\n"
    )
    root = Path(__file__).parent.parent.parent
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, cwd=root, text=True)
        for _ in range(2)
    ]
    paths = {process.communicate()[0].strip() for process in running}
    assert len(paths) == 1
    with zipfile.ZipFile(paths.pop()) as archive:
        assert archive.testzip() is None
    assert [path.suffix for path in tmp_path.iterdir()] == [".zip"]
