"""SQL over an archive, by DuckDB (extra `query`)."""

from __future__ import annotations

import atexit
import csv
import gc
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from converter.archive.catalogue import Part, open_catalogue
from converter.archive.store import Store
from converter.errors import MissingExtra, UsageError
from converter.exporting.tables import COLUMNS

_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Answer:
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def run_query(store: Store, sql: str, rebuild: bool = False) -> Answer:
    """Rows of one SELECT over the tables of `converter.exporting.tables`, each with a column `current` that is true
    for an object's last version. Raises UsageError for SQL that cannot be run, MissingExtra without the extra."""
    with open_catalogue(store, rebuild) as parts, _connection(parts) as (database, error_type):
        try:
            result = database.execute(sql)
            columns = tuple(column[0] for column in result.description or ())
            return Answer(columns, tuple(result.fetchall()))
        except error_type as error:
            raise UsageError(f"the query cannot be run: {str(error).strip().splitlines()[0]}") from None


@contextmanager
def _connection(parts: Sequence[Part]) -> Iterator[tuple[Any, type[Exception]]]:
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("archive query needs the extra 'query': pip install 'ixconvert[query]'") from None
    # A validation in the same process keeps what is loaded from the garbage collector, also at the end of the process;
    # DuckDB would then report all of its own module as leaked.
    atexit.register(gc.unfreeze)
    database = duckdb.connect()
    try:
        for name in COLUMNS:
            database.execute(f"create view all_{name} as {_union(name, parts)}")
        last = "select object, max(version) as last from all_filing group by object"
        for name in COLUMNS:
            database.execute(
                f'create view "{name}" as select t.*, t.version = l.last as "current" '
                f"from all_{name} t join ({last}) l using (object)"
            )
        yield database, duckdb.Error
    finally:
        database.close()


def _union(name: str, parts: Sequence[Part]) -> str:
    if not parts:
        types = {
            "string": "varchar",
            "int": "bigint",
            "bool": "boolean",
            "double": "double",
            "date": "date",
            "decimal": "decimal(38, 10)",
        }
        columns = ", ".join(f'cast(null as {types[kind]}) as "{column}"' for column, kind in COLUMNS[name].items())
        return f"select {columns} where false"
    return " union all ".join(_of_part(name, part) for part in parts)


def _of_part(name: str, part: Part) -> str:
    select = f"select * from read_parquet({_quoted(str(part.folder / f'{name}.parquet'))})"
    if part.gone:
        select += f" where object not in ({', '.join(map(_quoted, part.gone))})"
    return select


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def print_rows(answer: Answer, format_: str) -> None:
    if format_ == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(answer.rows)
    elif format_ == "json":
        for row in answer.rows:
            print(json.dumps(dict(zip(answer.columns, row, strict=True)), default=str))
    else:
        _print_table(answer)


def _print_table(answer: Answer) -> None:
    cells = [[_shown(value) for value in row] for row in answer.rows]
    numeric = [all(not isinstance(row[i], str) for row in answer.rows) for i in range(len(answer.columns))]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(answer.columns)]

    def line(values: Sequence[str]) -> str:
        parts = (v.rjust(w) if n else v.ljust(w) for v, w, n in zip(values, widths, numeric, strict=True))
        return "  ".join(parts).rstrip()

    print(line(answer.columns))
    print("  ".join("-" * width for width in widths))
    for row in cells:
        print(line(row))
    print(f"{len(cells)} {'row' if len(cells) == 1 else 'rows'}")


def _shown(value: Any) -> str:
    """Decimals without the zeros that only the column's type asks for."""
    if value is None:
        return ""
    text = f"{value:f}" if hasattr(value, "as_tuple") else str(value)
    if hasattr(value, "as_tuple") and "." in text:
        text = text.rstrip("0").rstrip(".")
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 3]}..."
