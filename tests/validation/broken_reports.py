# ruff: noqa: E501 (a table of replacements reads best with one a line)
"""One small valid report, and what can be wrong with it: each defect is a replacement in one of its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LARKSPUR = Path(__file__).parent.parent / "data" / "validation" / "larkspur"

HTM, XSD = "lki-20031231.htm", "lki-20031231.xsd"
PRE, CAL, DEF, LAB = (f"lki-20031231_{kind}.xml" for kind in ("pre", "cal", "def", "lab"))
US_GAAP = "https://xbrl.fasb.org/us-gaap/2024/elts/us-gaap-2024.xsd"


@dataclass(frozen=True, slots=True)
class Defect:
    """`old` in `file` becomes `new`, everywhere it occurs unless `once`. An empty `file` deletes the file `old`."""

    name: str
    file: str
    old: str
    new: str
    once: bool = False


def good_report() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(LARKSPUR.iterdir())}


def broken_report(defect: Defect) -> dict[str, bytes]:
    files = good_report()
    if not defect.file:
        del files[defect.old]
        return files
    text = files[defect.file].decode()
    assert defect.old in text, f"{defect.name}: {defect.old!r} is not in {defect.file}"
    files[defect.file] = text.replace(defect.old, defect.new, 1 if defect.once else -1).encode()
    return files


_F1 = 'name="us-gaap:CashAndCashEquivalentsAtCarryingValue" contextRef="e03"'
_TOOLING = '<xs:element name="ToolingNet" id="lki_ToolingNet" type="xbrli:monetaryItemType"'
_ARC_1 = 'xlink:from="us-gaap_Assets" xlink:to="us-gaap_CashAndCashEquivalentsAtCarryingValue" order="1" weight="1"'
_FACT_3 = (
    '<ix:nonFraction name="us-gaap:InventoryNet" contextRef="e03" unitRef="usd" decimals="-3" scale="3" '
    'format="ixt:num-dot-decimal" id="f-3">4,655</ix:nonFraction>'
)

_ASSERTION = (
    '<gen:link xmlns:gen="http://xbrl.org/2008/generic" xmlns:va="http://xbrl.org/2008/assertion/value" '
    'xmlns:variable="http://xbrl.org/2008/variable" xmlns:cf="http://xbrl.org/2008/filter/concept" '
    'xmlns:us-gaap="http://fasb.org/us-gaap/2024" xlink:type="extended" '
    'xlink:role="http://www.xbrl.org/2003/role/link" xsi:schemaLocation="http://xbrl.org/2008/generic '
    "http://www.xbrl.org/2008/generic-link.xsd http://xbrl.org/2008/assertion/value "
    "http://www.xbrl.org/2008/value-assertion.xsd http://xbrl.org/2008/filter/concept "
    'http://www.xbrl.org/2008/concept-filter.xsd">'
    '<va:valueAssertion xlink:type="resource" xlink:label="a" id="lki_a" aspectModel="dimensional" '
    'implicitFiltering="true" test="{test}"/>'
    '<variable:factVariable xlink:type="resource" xlink:label="v" bindAsSequence="false"/>'
    '<variable:variableArc xlink:type="arc" xlink:arcrole="http://xbrl.org/arcrole/2008/variable-set" '
    'xlink:from="a" xlink:to="v" name="v"/>'
    '<cf:conceptName xlink:type="resource" xlink:label="f"><cf:concept><cf:qname>us-gaap:Assets</cf:qname>'
    "</cf:concept></cf:conceptName>"
    '<variable:variableFilterArc xlink:type="arc" xlink:arcrole="http://xbrl.org/arcrole/2008/variable-filter" '
    'xlink:from="v" xlink:to="f" complement="false" cover="true"/>'
    "</gen:link></link:linkbase>"
)

DEFECTS = (
    # facts: concepts
    Defect("concept that does not exist", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:InventoriesNet"'),
    Defect("concept of another schema", HTM, 'name="us-gaap:InventoryNet"', 'name="dei:InventoryNet"'),
    Defect("extension concept that does not exist", HTM, 'name="lki:ToolingNet"', 'name="lki:Tooling"'),
    Defect("concept prefix not bound", HTM, 'name="lki:ToolingNet"', 'name="zzz:ToolingNet"'),
    Defect("concept without a prefix", HTM, 'name="lki:ToolingNet"', 'name="ToolingNet"'),
    Defect("abstract concept as fact", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:AssetsAbstract"'),
    Defect("axis as fact", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:StatementEquityComponentsAxis"'),
    Defect("member as fact", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:CommonStockMember"'),
    Defect("text concept as number", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:InventoryPolicyTextBlock"'),
    Defect("number concept as text", HTM, 'name="dei:EntityRegistrantName"', 'name="us-gaap:Assets"'),
    Defect("deprecated concept", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:ASU201517TransitionAbstract"'),
    Defect("typed domain as fact", HTM, 'name="us-gaap:InventoryNet"', 'name="us-gaap:ReinsuranceContractAxis.domain"'),
    Defect("concept written with a character reference", HTM, 'name="us-gaap:Assets"', 'name="us-gaap:&#65;ssets"'),
    # facts: periods
    Defect("instant concept over a duration", HTM, _F1, _F1.replace("e03", "fy03"), once=True),
    Defect("duration concept at an instant", HTM, 'Revenues" contextRef="fy03"', 'Revenues" contextRef="e03"'),
    Defect("end before start", HTM, "<xbrli:startDate>2003-01-01", "<xbrli:startDate>2004-01-01"),
    Defect("date that does not exist", HTM, "<xbrli:instant>2003-12-31", "<xbrli:instant>2003-12-32"),
    Defect("forever", HTM, "<xbrli:instant>2002-12-31</xbrli:instant>", "<xbrli:forever/>"),
    Defect("context without a period", HTM, "<xbrli:period><xbrli:instant>2002-12-31</xbrli:instant></xbrli:period>", ""),
    # facts: contexts and units
    Defect("context that does not exist", HTM, 'contextRef="e02"', 'contextRef="e99"'),
    Defect("unit that does not exist", HTM, 'unitRef="pure"', 'unitRef="percent"'),
    Defect("fact without a unit", HTM, ' unitRef="pure"', ""),
    Defect("text fact with a unit", HTM, 'name="dei:DocumentType"', 'name="dei:DocumentType" unitRef="pure"'),
    Defect("money in shares", HTM, 'contextRef="e03" unitRef="usd"', 'contextRef="e03" unitRef="shares"'),
    Defect("money without a currency", HTM, "<xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>", "<xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>", once=True),
    Defect("currency that does not exist", HTM, "iso4217:USD", "iso4217:USX"),
    Defect("share count in money", HTM, 'unitRef="shares"', 'unitRef="usd"'),
    Defect("per share in money", HTM, 'unitRef="usdPerShare"', 'unitRef="usd"'),
    Defect("percentage in money", HTM, 'unitRef="pure"', 'unitRef="usd"'),
    Defect("measure not in the registry", HTM, "xbrli:shares</xbrli:measure></xbrli:unit>", "xbrli:share</xbrli:measure></xbrli:unit>"),
    Defect("unit with equal numerator and denominator", HTM, "<xbrli:unitDenominator><xbrli:measure>xbrli:shares", "<xbrli:unitDenominator><xbrli:measure>iso4217:USD"),
    Defect("two contexts with one id", HTM, 'id="e02"', 'id="e03"'),
    Defect("two facts with one id", HTM, 'id="f-2"', 'id="f-1"'),
    Defect("identifier without a scheme", HTM, ' scheme="http://www.sec.gov/CIK"', "", once=True),
    Defect("two registrants", HTM, ">0009990001</xbrli:identifier>", ">0009990002</xbrli:identifier>", once=True),
    # facts: values
    Defect("number that is none", HTM, ">12,345<", ">twelve<"),
    Defect("sign within the tag", HTM, ">12,345<", ">(12,345)<"),
    Defect("transform that does not exist", HTM, 'format="ixt:fixed-zero"', 'format="ixt:fixed-naught"'),
    Defect("transform that does not fit the value", HTM, 'format="ixt:num-dot-decimal" id="f-1"', 'format="ixt:num-comma-decimal" id="f-1"'),
    Defect("transform prefix not bound", HTM, 'format="ixt:fixed-zero"', 'format="ixt9:fixed-zero"'),
    Defect("date transform on another text", HTM, ">December 31, 2003<", ">the year<"),
    Defect("date without a transform", HTM, ' format="ixt:date-monthname-day-year-en"', ""),
    Defect("scale that is none", HTM, 'scale="-2"', 'scale="percent"'),
    Defect("decimals that are none", HTM, 'decimals="2"', 'decimals="two"'),
    Defect("neither decimals nor precision", HTM, ' decimals="2"', ""),
    Defect("decimals and precision", HTM, 'decimals="2"', 'decimals="2" precision="3"'),
    Defect("sign of plus", HTM, 'sign="-"', 'sign="+"'),
    Defect("text longer than the type allows", HTM, ">Larkspur Instruments Inc</ix:nonNumeric>", ">" + "Larkspur " * 20 + "</ix:nonNumeric>"),
    Defect("value not in the enumeration", HTM, ">10-K</ix:nonNumeric>", ">11-X</ix:nonNumeric>"),
    Defect("pattern not matched", HTM, 'id="f-cik">0009990001', 'id="f-cik">9990001'),
    Defect("boolean that is none", HTM, ">false</ix:nonNumeric>", ">no</ix:nonNumeric>"),
    Defect("list member of another list", HTM, "#LossContingencyNontrialDecisionBindingMember", "#CommonStockMember"),
    Defect("list member that does not exist", HTM, "#LossContingencyNontrialDecisionBindingMember", "#NoSuchMember"),
    Defect("list value that is no URI", HTM, "http://fasb.org/us-gaap/2024#LossContingencyNontrialDecisionBindingMember", "Binding"),
    Defect("nil with a value", HTM, 'id="f-3">', 'id="f-3" xsi:nil="true">'),
    Defect("inconsistent duplicate", HTM, _FACT_3, _FACT_3 + _FACT_3.replace("4,655", "4,656").replace("f-3", "f-3b")),
    Defect("consistent duplicate", HTM, _FACT_3, _FACT_3 + _FACT_3.replace('id="f-3">4,655', 'id="f-3b">5,000').replace('decimals="-3"', 'decimals="-6"')),
    Defect("complete duplicate", HTM, _FACT_3, _FACT_3 + _FACT_3.replace("f-3", "f-3b")),
    # dimensions
    Defect("axis that does not exist", HTM, 'dimension="us-gaap:StatementEquityComponentsAxis"', 'dimension="us-gaap:StatementEquityComponentAxis"'),
    Defect("axis that is no axis", HTM, 'dimension="us-gaap:StatementEquityComponentsAxis"', 'dimension="us-gaap:Assets"'),
    Defect("member that does not exist", HTM, ">us-gaap:CommonStockMember<", ">us-gaap:CommonSharesMember<"),
    Defect("member of another axis", HTM, ">lki:AdjustmentsMember<", ">us-gaap:CommonStockMember<"),
    Defect("member that the table does not hold", HTM, ">us-gaap:CommonStockMember<", ">us-gaap:PreferredStockMember<"),
    Defect("default member in a context", HTM, ">lki:AdjustmentsMember<", ">lki:ReportingBasisDomain<"),
    Defect("axis that the table does not have", HTM, 'dimension="lki:ReportingBasisAxis">lki:AdjustmentsMember', 'dimension="us-gaap:StatementEquityComponentsAxis">us-gaap:CommonStockMember'),
    Defect("typed axis with an explicit member", HTM, 'xbrldi:explicitMember dimension="us-gaap:StatementEquityComponentsAxis"', 'xbrldi:explicitMember dimension="us-gaap:ReinsuranceContractAxis"'),
    Defect("typed member of a wrong type", HTM, ">2004-01-01</us-gaap:", ">soon</us-gaap:"),
    Defect("typed member in a wrong element", HTM, "us-gaap:RevenueRemainingPerformanceObligationExpectedTimingOfSatisfactionStartDateAxis.domain", "us-gaap:ReinsuranceContractAxis.domain"),
    Defect("the same axis twice", HTM, "lki:AdjustmentsMember</xbrldi:explicitMember>", 'lki:AdjustmentsMember</xbrldi:explicitMember><xbrldi:explicitMember dimension="lki:ReportingBasisAxis">lki:AdjustmentsMember</xbrldi:explicitMember>'),
    # inline
    Defect("tag left open", HTM, "12,345</ix:nonFraction>", "12,345"),
    Defect("element that HTML does not have", HTM, "<p>Form ", "<para/><p>Form "),
    Defect("text where HTML allows none", HTM, "<table>\n", "<table>stray\n", once=True),
    Defect("attribute that HTML does not have", HTM, "<table>", '<table colour="red">', once=True),
    Defect("empty class", HTM, "<table>", '<table class="">', once=True),
    Defect("continuation that does not exist", HTM, 'continuedAt="c-1"', 'continuedAt="c-2"'),
    Defect("continuation of itself", HTM, 'ix:continuation id="c-1"', 'ix:continuation id="c-1" continuedAt="c-1"'),
    Defect("inline element within a number", HTM, ">12,345<", "><b>12,345</b><"),
    Defect("hidden facts in the open", HTM, '<div style="display:none">', "<div>"),
    Defect("no schemaRef", HTM, '<link:schemaRef xlink:type="simple" xlink:href="lki-20031231.xsd"/>', ""),
    Defect("schemaRef to a file that is not there", HTM, 'xlink:href="lki-20031231.xsd"', 'xlink:href="lki-20041231.xsd"'),
    Defect("schemaRef without href", HTM, ' xlink:href="lki-20031231.xsd"', ""),
    Defect("no references", HTM, '<ix:references><link:schemaRef xlink:type="simple" xlink:href="lki-20031231.xsd"/></ix:references>', ""),
    Defect("namespace of another year", HTM, "http://fasb.org/us-gaap/2024", "http://fasb.org/us-gaap/2023"),
    Defect("target that is not declared", HTM, 'id="f-9"', 'id="f-9" target="other"'),
    Defect("fraction without its parts", HTM, '<ix:nonFraction name="lki:GrossMarginPercent" contextRef="fy03" unitRef="pure" decimals="3" scale="-2" format="ixt:num-dot-decimal" id="f-18">41.5</ix:nonFraction>', '<ix:fraction name="lki:GrossMarginPercent" contextRef="fy03" unitRef="pure" id="f-18">41.5</ix:fraction>'),
    # the extension schema
    Defect("schema that is not well formed", XSD, "</xs:schema>", ""),
    Defect("type that does not exist", XSD, _TOOLING, _TOOLING.replace("monetaryItemType", "moneyItemType")),
    Defect("type of a schema that is not imported", XSD, 'type="dtr-types:percentItemType"', 'type="num:percentItemType"'),
    Defect("substitution group that does not exist", XSD, 'substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="instant"', 'substitutionGroup="xbrli:items" nillable="true" xbrli:periodType="instant"'),
    Defect("substitution for a standard element", XSD, 'substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="instant"', 'substitutionGroup="us-gaap:Assets" nillable="true" xbrli:periodType="instant"'),
    Defect("item without a period type", XSD, ' xbrli:periodType="instant"', ""),
    Defect("period type that does not exist", XSD, 'xbrli:periodType="instant"', 'xbrli:periodType="moment"'),
    Defect("balance of a percentage", XSD, 'name="GrossMarginPercent"', 'name="GrossMarginPercent" xbrli:balance="credit"'),
    Defect("balance that does not exist", XSD, 'xbrli:balance="debit"', 'xbrli:balance="left"'),
    Defect("element declared twice", XSD, _TOOLING, _TOOLING.replace(' id="lki_ToolingNet"', "") + ' substitutionGroup="xbrli:item" xbrli:periodType="instant"/>' + _TOOLING),
    Defect("id twice", XSD, 'id="lki_GrossMarginPercent"', 'id="lki_ToolingNet"'),
    Defect("axis that is not abstract", XSD, 'substitutionGroup="xbrldt:dimensionItem" abstract="true"', 'substitutionGroup="xbrldt:dimensionItem"'),
    Defect("typed axis without a domain element", XSD, 'substitutionGroup="xbrldt:dimensionItem"', 'substitutionGroup="xbrldt:dimensionItem" xbrldt:typedDomainRef="#lki_Nothing"'),
    Defect("typed axis with a standard domain element", XSD, 'substitutionGroup="xbrldt:dimensionItem"', f'substitutionGroup="xbrldt:dimensionItem" xbrldt:typedDomainRef="{US_GAAP}#us-gaap_InvestmentIdentifierAxis.domain"'),
    Defect("tuple", XSD, 'name="OperationsLineItems" id="lki_OperationsLineItems" type="xbrli:stringItemType" substitutionGroup="xbrli:item"', 'name="OperationsLineItems" id="lki_OperationsLineItems" type="xbrli:stringItemType" substitutionGroup="xbrli:tuple"'),
    Defect("role declared twice", XSD, 'roleURI="http://www.larkspur.example/role/Operations"', 'roleURI="http://www.larkspur.example/role/BalanceSheets"'),
    Defect("standard role declared again", XSD, 'roleURI="http://www.larkspur.example/role/Operations"', 'roleURI="http://fasb.org/us-gaap/role/statement/StatementOfIncome"'),
    Defect("role that may not be used on presentations", XSD, "<link:usedOn>link:presentationLink</link:usedOn>", ""),
    Defect("used on the same twice", XSD, "<link:usedOn>link:definitionLink</link:usedOn>", "<link:usedOn>link:presentationLink</link:usedOn>"),
    Defect("standard schema not imported", XSD, f'<xs:import namespace="http://fasb.org/us-gaap/2024" schemaLocation="{US_GAAP}"/>', ""),
    Defect("dei not imported", XSD, '<xs:import namespace="http://xbrl.sec.gov/dei/2024" schemaLocation="https://xbrl.sec.gov/dei/2024/dei-2024.xsd"/>', ""),
    Defect("import with a wrong namespace", XSD, 'namespace="http://xbrl.sec.gov/dei/2024"', 'namespace="http://xbrl.sec.gov/dei/2023"'),
    Defect("linkbase that is not there", "", LAB, ""),
    Defect("linkbaseRef with a wrong role", XSD, "presentationLinkbaseRef", "labelLinkbaseRef"),
    # linkbases
    Defect("linkbase that is not well formed", PRE, "</link:linkbase>", ""),
    Defect("locator to a standard element that does not exist", PRE, "#us-gaap_InventoryNet", "#us-gaap_InventoriesNet"),
    Defect("locator to an extension element that does not exist", PRE, "#lki_ToolingNet", "#lki_Tooling"),
    Defect("locator without fragment", PRE, f"{US_GAAP}#us-gaap_InventoryNet", US_GAAP),
    Defect("locator to a role", PRE, f"{US_GAAP}#us-gaap_InventoryNet", "lki-20031231.xsd#Operations"),
    Defect("locator to a type schema", PRE, f"{US_GAAP}#us-gaap_InventoryNet", "https://xbrl.fasb.org/us-gaap/2024/elts/us-types-2024.xsd#us-types_yesNoItemType"),
    Defect("arc from a label that is not there", PRE, 'xlink:to="us-gaap_InventoryNet"', 'xlink:to="us-gaap_Inventory"'),
    Defect("arc without arcrole", PRE, ' xlink:arcrole="http://www.xbrl.org/2003/arcrole/parent-child"', "", once=True),
    Defect("arcrole that does not exist", PRE, "http://www.xbrl.org/2003/arcrole/parent-child", "http://www.xbrl.org/2003/arcrole/child-parent"),
    Defect("role without a roleRef", PRE, '<link:roleRef roleURI="http://www.larkspur.example/role/Operations" xlink:type="simple" xlink:href="lki-20031231.xsd#Operations"/>', ""),
    Defect("role that is declared nowhere", PRE, "http://www.larkspur.example/role/Operations", "http://www.larkspur.example/role/Income"),
    Defect("standard role with its roleRef", PRE, 'roleURI="http://www.larkspur.example/role/Operations" xlink:type="simple" xlink:href="lki-20031231.xsd#Operations"', 'roleURI="http://fasb.org/us-gaap/role/statement/StatementOfIncome" xlink:type="simple" xlink:href="https://xbrl.fasb.org/us-gaap/2024/elts/us-roles-2024.xsd#soi"'),
    Defect("preferred label that is missing", PRE, "role/totalLabel", "role/terseLabel"),
    Defect("presentation cycle", PRE, 'xlink:from="us-gaap_StatementOfFinancialPositionAbstract" xlink:to="us-gaap_InventoryNet"', 'xlink:from="us-gaap_InventoryNet" xlink:to="us-gaap_InventoryNet"'),
    Defect("same arc twice", PRE, 'xlink:to="us-gaap_InventoryNet"', 'xlink:to="us-gaap_CashAndCashEquivalentsAtCarryingValue"'),
    Defect("calculation that does not add up", HTM, ">4,655<", ">4,755<"),
    Defect("calculation within rounding", HTM, ">4,655<", ">4,656<"),
    Defect("weight of zero", CAL, 'order="1" weight="1"', 'order="1" weight="0"'),
    Defect("weight against the balance", CAL, 'order="1" weight="1"', 'order="1" weight="-1"'),
    Defect("calculation without weight", CAL, 'order="1" weight="1"', 'order="1"'),
    Defect("calculation of a text", CAL, "#us-gaap_InventoryNet", "#us-gaap_InventoryPolicyTextBlock"),
    Defect("calculation across periods", CAL, "#us-gaap_InventoryNet", "#us-gaap_Revenues"),
    Defect("calculation cycle", CAL, _ARC_1, _ARC_1.replace('xlink:to="us-gaap_CashAndCashEquivalentsAtCarryingValue"', 'xlink:to="us-gaap_Assets"')),
    Defect("calculation of XBRL 2.1", CAL, "https://xbrl.org/2023/arcrole/summation-item", "http://www.xbrl.org/2003/arcrole/summation-item"),
    Defect("arcroleRef that is missing", CAL, '<link:arcroleRef arcroleURI="https://xbrl.org/2023/arcrole/summation-item" xlink:type="simple" xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>', ""),
    Defect("table that is no table", DEF, "#lki_OperationsTable", "#lki_OperationsLineItems"),
    Defect("axis arc to a member", DEF, "#lki_ReportingBasisAxis", "#lki_AdjustmentsMember"),
    Defect("table open where it was closed", DEF, ' xbrldt:closed="true"', ""),
    Defect("context element that does not exist", DEF, 'xbrldt:contextElement="segment"', 'xbrldt:contextElement="entity"'),
    Defect("context element missing", DEF, ' xbrldt:contextElement="segment"', ""),
    Defect("scenario tables", DEF, 'xbrldt:contextElement="segment"', 'xbrldt:contextElement="scenario"'),
    Defect("two defaults of one axis", DEF, 'xlink:to="lki_ReportingBasisDomain_default"', 'xlink:to="lki_AdjustmentsMember"'),
    Defect("member not usable", DEF, 'xlink:to="lki_AdjustmentsMember" order="1"', 'xlink:to="lki_AdjustmentsMember" order="1" xbrldt:usable="false"'),
    Defect("target role that is not there", DEF, 'xlink:to="lki_ReportingBasisAxis" order="1"', 'xlink:to="lki_ReportingBasisAxis" order="1" xbrldt:targetRole="http://www.larkspur.example/role/Elsewhere"'),
    Defect("members in the lists of the standard taxonomy", DEF, "http://www.larkspur.example/role/BalanceSheets", "http://fasb.org/us-gaap/role/eedm/ExtensibleEnumerationLists"),
    Defect("domain cycle", DEF, 'xlink:from="lki_ReportingBasisDomain" xlink:to="lki_AdjustmentsMember"', 'xlink:from="lki_AdjustmentsMember" xlink:to="lki_AdjustmentsMember"'),
    Defect("assertion that the report does not meet", DEF, "</link:linkbase>", _ASSERTION.replace("{test}", "$v gt 100000000")),
    Defect("assertion that the report meets", DEF, "</link:linkbase>", _ASSERTION.replace("{test}", "$v gt 0")),
    Defect("assertion that is no expression", DEF, "</link:linkbase>", _ASSERTION.replace("{test}", "$v gt (")),
    Defect("label without language", LAB, ' xml:lang="en-US"', ""),
    Defect("label role that does not exist", LAB, "role/totalLabel", "role/grandTotalLabel"),
    Defect("negated label without roleRef", LAB, "http://www.xbrl.org/2003/role/totalLabel", "http://www.xbrl.org/2009/role/negatedLabel"),
    Defect("label arc from a label", LAB, 'xlink:from="us-gaap_Assets"', 'xlink:from="lab_us-gaap_Assets"'),
    Defect("label with markup", LAB, ">Total assets<", "><b>Total</b><"),
)  # fmt: skip
