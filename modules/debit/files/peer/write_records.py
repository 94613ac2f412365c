"""Writes files of the clearing house by the tables in layouts.py.

    python3 write_records.py build IN.json OUT          one file from header and records
    python3 write_records.py random SEED COUNT DIR      random files of every kind, each with its JSON
"""

import base64
import json
import random
import sys

from layouts import (
    EVIDENCE_BLOCK,
    EVIDENCE_HEADER,
    EVIDENCE_PART,
    EVIDENCE_TRAILER,
    LAYOUTS,
)

CODES = ("0012 0014 0015 0017 0018 0019 0020 0021 0022 0024 0031 0032 0033 0034 0035 0036 0037 0038 "
         "0041 0011 0051 0061 0062 0065 0066 0068 0075 0077 0078 0079 0081 0087 0088 0089 0090 0091 "
         "0096 0097 0098 0101 0102 0103 0105 A011 A012 A016 A018 9998 9999").split()
INSTITUTION_CODES = "A013 A017 A019".split()
EXTENSIONS = "jpg jpeg gif tif pdf mp3 wav wmv der".split()
WIDE = "가각간갇갈힝학원비수강료월회비마루김이박최정伽家①㈜％ＡＢＣ０１２·～"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def fill(fields, values, size):
    record = bytearray(b" " * size)
    for name, start, end, kind in fields:
        value = values.get(name, "")
        if kind == "N":
            raw = str(value or 0).rjust(end - start, "0").encode("ascii")
        elif kind == "K":
            raw = value.ljust((end - start) // 2, "\u3000").encode("euc_kr")
        else:
            raw = value.ljust(end - start, " ").encode("ascii")
        assert len(raw) == end - start, f"{name} does not fit"
        record[start:end] = raw
    return bytes(record)


def build(kind, header, records, trailer):
    if kind == "EI13":
        return build_evidence(header, records)
    layout = LAYOUTS[kind]
    size = layout["size"]
    shared = {"institution": header["institution"], "file": header["file"]}
    head = {**header, "kind": "H", "sequence": 0}
    tail = {**totals(kind, records), **trailer, **shared, "kind": "T", "sequence": 99999999}
    rows = [fill(layout["H"], head, size)]
    rows += [fill(layout["R"], {**record, **shared, "kind": "R"}, size) for record in records]
    return b"".join(rows + [fill(layout["T"], tail, size)])


def totals(kind, records):
    if kind.startswith("EB1"):
        count = lambda digit: sum(record["application"] == digit for record in records)
        return {"total": len(records), "new": count("1"), "cancel": count("3"), "forced": count("7")}
    part = [r["amount"] for r in records if (r["flag"] == "P" if kind.endswith("22") else r["form"] != "1")]
    everything = [record["amount"] for record in records]
    return {"records": len(records), "partial_count": len(part), "partial_sum": sum(part),
            "full_count": len(records) - len(part), "full_sum": sum(everything) - sum(part)}


def build_evidence(header, records):
    shared = {"task": "AE1112", "institution": header["institution"]}
    head = {**shared, "kind": "11", "date": header["date"], "count": len(records)}
    data = fill(EVIDENCE_HEADER, head, EVIDENCE_BLOCK)
    for number, record in enumerate(records, 1):
        content = base64.b64decode(record["content"])
        part = {**record, **shared, "kind": "22", "sequence": number, "date": header["date"],
                "length": len(content)}
        piece = fill(EVIDENCE_PART, part, 119) + content
        data += piece.ljust(-(-len(piece) // EVIDENCE_BLOCK) * EVIDENCE_BLOCK, b" ")
    tail = {**shared, "kind": "33", "sequence": 9999999, "count": len(records),
            "blocks": len(data) // EVIDENCE_BLOCK - 1}
    return data + fill(EVIDENCE_TRAILER, tail, EVIDENCE_BLOCK)


def text(chance, characters, least, most):
    return "".join(chance.choices(characters, k=chance.randint(least, most)))


def random_file(chance, kind):
    date = f"26{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    header = {"institution": text(chance, LETTERS + "0123456789", 1, 10), "file": kind + date[2:],
              "date": "20" + date if kind == "EI13" else date}
    trailer, sequence, records = {}, 0, []
    if kind[1:] in ("B21", "C21", "B22", "C22"):
        header["collecting_bank"] = text(chance, "0123456789", 7, 7)
        header["collecting_account"] = text(chance, "0123456789", 1, 16)
    if kind.endswith("22"):
        trailer = {"centre_errors": chance.randint(0, 9), "debit_bank_fees": chance.randint(0, 10**11 - 1),
                   "credit_bank_fees": chance.randint(0, 999)}
    for _ in range(chance.randint(0, 30)):
        sequence += chance.randint(1, 5) if kind[2:] in ("12", "14", "22") else 1
        records.append(random_record(chance, kind, sequence, date))
    return {"kind": kind, "header": header, "records": records, "trailer": trailer}


def random_record(chance, kind, sequence, date):
    digits = "0123456789"
    record = {
        "sequence": sequence,
        "account": text(chance, digits, 1, 16),
        "payer_no": text(chance, LETTERS + digits, 1, 20),
    }
    if kind == "EI13":
        return {**record, "bank": text(chance, digits, 3, 3), "evidence_kind": chance.choice("12345"),
                "extension": chance.choice(EXTENSIONS),
                "content": base64.b64encode(chance.randbytes(chance.randint(1, 5000))).decode()}
    record |= {
        "bank_branch": text(chance, digits, 7, 7),
        "holder": text(chance, digits, *chance.choice([(6, 6), (10, 10)])),
        "fund_kind": text(chance, digits, 0, 2),
        "institution_area": text(chance, LETTERS + digits, 0, 5),
    }
    code = chance.choice([*CODES, *INSTITUTION_CODES] if kind == "EB12" else CODES)
    if kind.startswith("EB1"):
        is_answer = kind in ("EB12", "EB14")
        return {**record, "apply_date": date, "application": chance.choice("137"),
                "handling_branch": chance.choice(["", "0123", "CHNG"]),
                "channel": text(chance, digits, 0, 1),
                "result": "N" if is_answer else "", "fail_code": code if is_answer else ""}
    record |= {"amount": chance.randint(300, 10**10), "passbook": text(chance, WIDE, 0, 8),
               "phone": text(chance, digits, 0, 12)}
    if kind.endswith("21"):
        return {**record, "form": chance.choice("0123456"), "flag": "", "fail_code": ""}
    flag = chance.choice("NNNP")
    return {**record, "flag": flag, "form": chance.choice("023456") if flag == "P" else "1",
            "fail_code": code}


def write_random(seed, count, directory):
    chance = random.Random(seed)
    for kind in [*LAYOUTS, "EI13"]:
        for number in range(count):
            content = random_file(chance, kind)
            path = f"{directory}/{kind}.{number}"
            with open(path, "wb") as file:
                file.write(build(**content))
            with open(path + ".json", "w", encoding="utf-8") as file:
                json.dump(content, file)


if __name__ == "__main__":
    if sys.argv[1] == "build":
        with open(sys.argv[2], encoding="utf-8") as source:
            made = build(**json.load(source))
        with open(sys.argv[3], "wb") as target:
            target.write(made)
    else:
        write_random(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
