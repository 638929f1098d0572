"""The tables of conversions as Parquet (extra `query`)."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from converter.errors import MissingExtra
from converter.exporting.tables import COLUMNS, Archived, Row, rows_of

_BATCH_ROWS = 50_000


def parquet_files(archived: Archived) -> dict[str, bytes]:
    """`filing.parquet`, `fact.parquet`, ... of one conversion."""
    arrow, parquet = _pyarrow()
    files = {}
    for name, rows in rows_of(archived).items():
        buffer = io.BytesIO()
        parquet.write_table(_table(arrow, name, rows), buffer, compression="zstd")
        files[f"{name}.parquet"] = buffer.getvalue()
    return files


class TableWriter:
    """Writes the tables of many conversions into one folder, in batches."""

    def __init__(self, folder: Path) -> None:
        self._arrow, parquet = _pyarrow()
        self._rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
        self._writers = {
            name: parquet.ParquetWriter(folder / f"{name}.parquet", schema(name), compression="zstd")
            for name in COLUMNS
        }

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            for name in COLUMNS:
                self._flush(name)
        for writer in self._writers.values():
            writer.close()

    def add(self, rows: Mapping[str, Iterable[Row]]) -> None:
        for name, more in rows.items():
            self._rows[name] += more
            if len(self._rows[name]) >= _BATCH_ROWS:
                self._flush(name)

    def _flush(self, name: str) -> None:
        if self._rows[name]:
            self._writers[name].write_table(_table(self._arrow, name, self._rows[name]))
            self._rows[name] = []


def schema(name: str) -> Any:
    arrow, _ = _pyarrow()
    types = {
        "string": arrow.string(),
        "int": arrow.int64(),
        "bool": arrow.bool_(),
        "double": arrow.float64(),
        "date": arrow.date32(),
        "decimal": arrow.decimal128(38, 10),
    }
    return arrow.schema([(column, types[kind]) for column, kind in COLUMNS[name].items()])


def _table(arrow: Any, name: str, rows: list[Row]) -> Any:
    from datetime import date

    arrays = []
    for index, (field, kind) in enumerate(zip(schema(name), COLUMNS[name].values(), strict=True)):
        values = [row[index] for row in rows]
        if kind == "date":
            values = [date.fromisoformat(value) if value else None for value in values]
        arrays.append(arrow.array(values, type=field.type))
    return arrow.Table.from_arrays(arrays, schema=schema(name))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtra("Parquet needs the extra 'query': pip install 'ixconvert[query]'") from None
    return pyarrow, pyarrow.parquet
