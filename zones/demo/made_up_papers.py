"""The papers of recognitions that wait or were refused: one invented paper for all, and a photo each."""

from __future__ import annotations

import struct
import zlib
from datetime import date, timedelta
from pathlib import Path

from made_up_tables import Row, Tables

PAPERS = {
    "signed": ["agreement", "investor_identity"],
    "commenced": ["builder_contract", "building_permit", "filing", "land_contract_paper", "site_photo"],
    "completed": ["acceptance", "completion_photo"],
}
PAPER = "projects/evidence/paper.pdf"


def write_papers(tables: Tables, here: Path) -> None:
    """Rows of evidence.csv with their files."""
    folder = here / "projects" / "evidence"
    folder.mkdir(exist_ok=True)
    (here / PAPER).write_bytes(invented_pdf())
    asked = [row for row in tables.rows["recognitions"] if row["state"] in ("requested", "refused")]
    photos = 0
    for row in asked:
        if row["scheme"] != "city_assessment":
            continue
        for kind in _kinds(row):
            photos += kind.endswith("_photo")
            _paper(tables, row, kind, photos, folder)
    for row in tables.rows["evidence"]:
        row.setdefault("file", PAPER)


def _kinds(row: Row) -> list[str]:
    project, kinds = row["project"], list(PAPERS[row["stage"]])
    if row["stage"] == "signed" and project["investor_origin"] in ("hmt", "foreign"):
        kinds.append("foreign_identity")
    if row["stage"] == "commenced" and project["kind"] == "leased_plant":
        kinds = [{"land_contract_paper": "lease", "building_permit": "design"}.get(kind, kind) for kind in kinds]
    if row["stage"] == "commenced" and project["kind"] == "equipment":
        kinds = ["purchase_contract", "study", "arrival_photo", "lease", "payment_slip"]
    return kinds


def _paper(tables: Tables, row: Row, kind: str, photos: int, folder: Path) -> None:
    given = {"project": row["project"], "stage": row["stage"], "kind": kind}
    by, on = row["requested_by"], row["requested_on"]
    if not kind.endswith("_photo"):
        tables.add("evidence", **given, added_by=by, added_on=on, file=PAPER)
        return
    file = folder / f"photo_{photos:02d}.png"
    file.write_bytes(_png(photos))
    taken: date = on - timedelta(1)
    where = {key: row["project"].get(key, "") for key in ("longitude", "latitude")}
    told = {"taken_at": f"{taken.isoformat()}T10:2{photos % 10}:00", **where}
    tables.add("evidence", **given, added_by=by, added_on=on, file=f"projects/evidence/{file.name}", **told)


def _png(number: int) -> bytes:
    """A picture of bars, each number another."""
    width, height = 96, 72
    lines = b"".join(
        b"\0" + bytes(40 + 23 * ((column // 8 + line // 12 * number) % 9) for column in range(width))
        for line in range(height)
    )
    said = b"Description\0Invented photo for the demonstration, no. " + str(number).encode()
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"tEXt", said)]
    parts += [(b"IDAT", zlib.compress(lines, 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def invented_pdf() -> bytes:
    """One page that says what it is, in both languages; the Chinese by a font every reader knows."""
    chinese = "虚构材料，仅供演示；没有这样一份文件。".encode("utf-16-be").hex()
    text = f"BT /C 20 Tf 72 740 Td <{chinese}> Tj 0 -36 Td /L 14 Tf (Invented for the demonstration: there is no such paper.) Tj ET"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /C 5 0 R /L 7 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n".encode()
