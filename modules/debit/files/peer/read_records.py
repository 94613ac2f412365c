"""Cuts files of the clearing house by the tables in layouts.py and prints what they hold as JSON.

    python3 read_records.py EB21:path EI13:path ...

Sums and counts are added up again from the records; a file that disagrees with itself ends the run.
"""

import base64
import json
import sys

from layouts import (
    EVIDENCE_BLOCK,
    EVIDENCE_HEADER,
    EVIDENCE_PART,
    EVIDENCE_TRAILER,
    LAYOUTS,
)


def cut(record, fields):
    values = {}
    for name, start, end, kind in fields:
        raw = record[start:end]
        assert len(raw) == end - start, f"{name} is cut off"
        if kind == "N":
            assert raw.isdigit(), f"{name} is no number: {raw!r}"
            values[name] = int(raw)
        elif kind == "F":
            assert raw.strip(b" ") == b"", f"{name} is not blank: {raw!r}"
        elif kind == "K":
            values[name] = raw.decode("euc_kr").rstrip(" \u3000")
        else:
            values[name] = raw.decode("ascii").rstrip(" ")
    return values


def read_eb(data, kind):
    layout = LAYOUTS[kind]
    size = layout["size"]
    assert len(data) % size == 0, "no whole number of records"
    rows = [data[at:at + size] for at in range(0, len(data), size)]
    header, trailer = cut(rows[0], layout["H"]), cut(rows[-1], layout["T"])
    records = [cut(row, layout["R"]) for row in rows[1:-1]]
    assert header["kind"] == "H" and header["sequence"] == 0
    assert trailer["kind"] == "T" and trailer["sequence"] == 99999999
    assert header["file"] == trailer["file"] and header["file"].startswith(kind)
    assert all(record["kind"] == "R" for record in records)
    assert len({each["institution"] for each in [header, *records, trailer]}) == 1
    check_totals(kind, records, trailer)
    return {"header": header, "records": records, "trailer": trailer}


def check_totals(kind, records, trailer):
    if kind.startswith("EB1"):
        counts = {"1": 0, "3": 0, "7": 0}
        for record in records:
            counts[record["application"]] += 1
        wanted = {"total": len(records), "new": counts["1"], "change": 0, "cancel": counts["3"],
                  "forced": counts["7"]}
    else:
        is_full = (lambda r: r["flag"] == "N") if kind.endswith("22") else (lambda r: r["form"] == "1")
        full = [record["amount"] for record in records if is_full(record)]
        part = [record["amount"] for record in records if not is_full(record)]
        wanted = {"records": len(records), "full_count": len(full), "full_sum": sum(full),
                  "partial_count": len(part), "partial_sum": sum(part)}
    for name, value in wanted.items():
        assert trailer[name] == value, f"{name} is {trailer[name]}, the records say {value}"


def read_evidence(data):
    assert len(data) % EVIDENCE_BLOCK == 0, "no whole number of blocks"
    header = cut(data[:EVIDENCE_BLOCK], EVIDENCE_HEADER)
    trailer = cut(data[-EVIDENCE_BLOCK:], EVIDENCE_TRAILER)
    assert (header["task"], header["kind"], header["sequence"]) == ("AE1112", "11", 0)
    assert (trailer["task"], trailer["kind"], trailer["sequence"]) == ("AE1112", "33", 9999999)
    records, at = [], EVIDENCE_BLOCK
    while at < len(data) - EVIDENCE_BLOCK:
        record = cut(data[at:at + 119], EVIDENCE_PART)
        assert record["kind"] == "22" and record["sequence"] == len(records) + 1
        end = at + 119 + record["length"]
        record["content"] = base64.b64encode(data[at + 119:end]).decode()
        at += -(-(119 + record["length"]) // EVIDENCE_BLOCK) * EVIDENCE_BLOCK
        assert data[end:at].strip(b" ") == b"", "the filling is not blank"
        records.append(record)
    assert header["count"] == trailer["count"] == len(records)
    assert trailer["blocks"] == len(data) // EVIDENCE_BLOCK - 2
    return {"header": header, "records": records, "trailer": trailer}


def read(kind, path):
    with open(path, "rb") as file:
        data = file.read()
    return read_evidence(data) if kind == "EI13" else read_eb(data, kind)


if __name__ == "__main__":
    json.dump([read(*argument.split(":", 1)) for argument in sys.argv[1:]], sys.stdout)
