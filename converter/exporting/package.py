"""Report Package 1.0: one zip with the report, its extension taxonomy and the file that says what the zip is.

<base>/META-INF/reportPackage.json     document type (Report Package 1.0 §3.2)
<base>/reports/<base>.htm .xsd ...     the report (§4) beside the taxonomy that it refers to by relative name
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping

_DOCUMENT_TYPE = "https://xbrl.org/report-package/2023/xbri"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def report_package(files: Mapping[str, bytes], base: str) -> bytes:
    """The bytes of `report.xbri` for the rendered `files`; the same for the same files, whenever and wherever made.

    An .xbri holds exactly one inline report (Report Package 1.0 §3.4.1), which is why all `files` stand in one folder.
    """
    declaration = json.dumps({"documentInfo": {"documentType": _DOCUMENT_TYPE}}, indent=2).encode()
    entries = {f"{base}/META-INF/reportPackage.json": declaration}
    entries |= {f"{base}/reports/{name}": data for name, data in files.items()}
    return zipped(entries)


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A zip whose bytes depend on names and contents alone: sorted, undated, without the maker's system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, entries[name])
    return buffer.getvalue()
