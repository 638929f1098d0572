"""Fictional filings as text, and what the program makes of them."""

from __future__ import annotations

from decimal import Decimal

from converter.reading.read import read_document
from converter.statements.recognise import recognise
from converter.statements.statement import Statement
from converter.tables.recover import recover_grids

HEADER = """<SEC-DOCUMENT>0000999999-99-000001.txt : 19990514
<SEC-HEADER>0000999999-99-000001.hdr.sgml : 19990514
ACCESSION NUMBER:		0000999999-99-000001
CONFORMED SUBMISSION TYPE:	{form}
PUBLIC DOCUMENT COUNT:		1
CONFORMED PERIOD OF REPORT:	{period}
FILED AS OF DATE:		19990514

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			BIRCHWOOD INSTRUMENTS INC
		CENTRAL INDEX KEY:			0000999999
		FISCAL YEAR END:			{year_end}
</SEC-HEADER>
<DOCUMENT>
<TYPE>{form}
<SEQUENCE>1
<TEXT>
"""


def statements(
    text: str, form: str = "10-Q", period: str = "19990331", year_end: str = "1231"
) -> tuple[Statement, ...]:
    whole = (
        HEADER.format(form=form, period=period, year_end=year_end) + text + "\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
    document = read_document(whole.encode("ascii"), "birchwood.txt")
    return recognise(document, recover_grids(document))


def values(statement: Statement, label: str) -> list[Decimal | None]:
    """The values of the first row with that label."""
    item = next(item for item in statement.items if item.label.startswith(label))
    return [cell.value for cell in item.cells]


def dates(statement: Statement) -> dict[str, list[str]]:
    """The periods of each row's figures, by its label."""
    return {item.label: [str(cell.period) for cell in item.cells] for item in statement.items}


def periods(statement: Statement) -> list[str]:
    return [str(column.period) for column in statement.columns]
