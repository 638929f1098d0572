"""Notes that hold amounts, however they are introduced."""

from __future__ import annotations

from tests.statements.filings import statements, values

PROPERTY = """
NOTE 3.  PROPERTY, PLANT AND EQUIPMENT

                                           Useful
                                           Lives            December 31,
(In thousands)                            (years)         1998         1997
Land                                           --      $   174      $   151
Buildings                                  33 1/3        2,008        1,669
Machinery and equipment                      8-20        3,040        2,685
Construction in progress                       --        1,197          956
                                                         6,419        5,461
Less: accumulated depreciation                           2,694        2,429
Total property, plant and equipment                    $ 3,725      $ 3,032
"""

INVENTORIES = """
Cash equivalents are highly liquid investments generally with
maturities of three months or less when acquired.

INVENTORIES
                                                         December 31
(In thousands)                                          1998         1997
Raw materials                                        $ 2,748      $ 2,313
Finished goods                                         7,102        5,261
Supplies                                               1,251        1,146
                                                     $11,101      $ 8,720
"""


def test_a_column_of_useful_lives_is_left_out_and_the_amounts_are_read() -> None:
    (found,) = statements(PROPERTY, form="10-K", period="19981231")
    assert [str(column.period) for column in found.columns] == ["1998-12-31", "1997-12-31"]
    assert values(found, "Buildings") == [2_008_000, 1_669_000]
    assert values(found, "Less: accumulated depreciation") == [2_694_000, 2_429_000]


def test_the_end_of_a_sentence_above_a_note_does_not_name_it() -> None:
    (found,) = statements(INVENTORIES, form="10-K", period="19981231")
    assert [str(column.period) for column in found.columns] == ["1998-12-31", "1997-12-31"]


REFERENCES = """
NOTE 9.  FAIR VALUES

                                       December 31, 1998                Valuation
(In thousands)                     Fair Value    Carrying Value          Method
Fixed maturities                   $  206,071     $  204,118               (1)
Equity securities                       1,994          1,994               (1)
Mortgage loans                        336,366        317,249               (2)
Policy loans                           53,665         56,279               (3)
Accrued income                         32,652         32,652               (2)
"""


def test_a_column_of_numbers_of_notes_holds_no_amounts() -> None:
    (found,) = statements(REFERENCES, form="10-K", period="19981231")
    assert len(found.columns) == 2
    assert values(found, "Mortgage loans") == [336_366_000, 317_249_000]


def test_a_column_of_small_losses_is_one_of_amounts() -> None:
    (found,) = statements(REFERENCES.replace("(3)", "(1)").replace("(2)", "(6)"), form="10-K", period="19981231")
    assert len(found.columns) == 3


TWO_NOTES = """
NOTE 6.  NOTES PAYABLE

Notes payable consisted of the following at
December 31:
<TABLE>
<CAPTION>
(In thousands)                                 1998         1997
                                               ----         ----
<S>                                         <C>          <C>
Senior notes                                $ 9,145      $ 8,213
Capital leases                                2,710        2,605
                                            $11,855      $10,818
</TABLE>

     The senior notes require payments of interest twice a year, and bind the company to hold a working
capital of one million dollars. They were sold to a bank and to a group of insurance companies, which may
ask for their money whenever the company fails to hold it.

<TABLE>
<CAPTION>
Income before taxes on income:                 1998         1997
                                               ----         ----
<S>                                         <C>          <C>
  Domestic                                  $ 2,873      $ 2,765
  Foreign                                     1,029        1,465
                                            $ 3,902      $ 4,230
</TABLE>
"""


def test_a_table_without_a_name_beyond_a_paragraph_does_not_go_on_with_the_one_before() -> None:
    found = statements(TWO_NOTES, form="10-K", period="19981231")
    notes = [item.label for item in found[0].items if item.cells]
    assert notes == ["Senior notes", "Capital leases", ""]
    assert not any(
        cell.period and cell.period.is_instant for each in found[1:] for item in each.items for cell in item.cells
    )
