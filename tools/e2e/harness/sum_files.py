"""Sums the exchanged files of auto-debit, cutting each record by its bytes.

    python3 sum_files.py FOLDER

FOLDER holds files under the names that the outside world gives them, PLACE.EB21MMDD_YYYY. A result
(EB22, EB14) names only what failed, so everything else of its request (EB21, EB13) went well.

FOLDER/payers.json lists what no file tells: of each account ("rail", "bankCode", "account") the item,
the grade, the amount before discount ("grossWon") and what was paid in cash ("cashWon").

Printed as JSON: "places" by place (requested, failed and collected debits, these by bank and by code,
and registrations), and "merchants" by the number with which payer numbers begin: the same sums and
the six aggregates by item, grade and bank, each line with its parts by outcome.
"""

import collections
import json
import pathlib
import sys

DEBIT_SIZE = 150
REGISTRATION_SIZE = 120
NEW = b"1"
MERCHANT_DIGITS = 8


def main(folder):
    files = {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).glob("*.E*"))}
    payers = read_payers(pathlib.Path(folder) / "payers.json")
    places = collections.defaultdict(new_place)
    debits, registrations = [], []
    for name, data in files.items():
        place, title = name.split(".")[:2]
        kind, rest = title[:4], title[4:]
        if kind == "EB21":
            debits += sum_debits(places[place], place, data, files.get(f"{place}.EB22{rest}"))
        elif kind == "EB13":
            registrations += sum_registrations(places[place], place, data, files.get(f"{place}.EB14{rest}"))
    merchants = sum_merchants(debits, registrations, payers)
    print(json.dumps({"places": places, "merchants": merchants}, ensure_ascii=False))


def new_place():
    return {
        "requested": new_sum(),
        "failed": new_sum(),
        "collected": new_sum(),
        "waiting": new_sum(),
        "requestedByBank": collections.defaultdict(new_sum),
        "failedByCode": collections.defaultdict(new_sum),
        "registrations": {"asked": 0, "refused": 0},
    }


def new_sum():
    return {"count": 0, "won": 0}


def add(total, won):
    total["count"] += 1
    total["won"] += won


def rail_of(place):
    """Banks' own lines are named by the bank, the clearing house by the institution."""
    return "directLine" if len(place) == 3 else "clearingHouse"


def read_payers(path):
    if not path.exists():
        return {}
    listed = json.loads(path.read_text(encoding="utf-8"))
    return {(each["rail"], each["bankCode"], each["account"]): each for each in listed}


def sum_debits(place, name, request, result):
    failures = {}
    if result is not None:
        _, records, trailer = cut(result, DEBIT_SIZE)
        assert int(trailer[27:35]) == len(records), "the result's trailer counts otherwise"
        failures = {record[1:9]: record for record in records}
    header, records, trailer = cut(request, DEBIT_SIZE)
    debits = []
    for record in records:
        failure = failures.pop(record[1:9], None)
        # The same debit: sequence, payer and amount agree.
        assert failure is None or (failure[91:111], failure[42:55]) == (record[91:111], record[42:55])
        debit = {
            "rail": rail_of(name),
            "date": header[27:33].decode("ascii"),
            "bankCode": record[19:22].decode("ascii"),
            "account": record[26:42].decode("ascii").strip(),
            "payer": record[91:111].decode("ascii").strip(),
            "won": int(record[42:55]),
            "state": "waiting" if result is None else "collected" if failure is None else "failed",
        }
        sum_debit(place, debit)
        if failure is not None:
            add(place["failedByCode"][failure[69:73].decode("ascii")], debit["won"])
        debits.append(debit)
    total = sum(debit["won"] for debit in debits)
    assert not failures, "the result names debits that nobody asked for"
    assert int(trailer[27:35]) == len(records), "the request's trailer counts otherwise"
    assert int(trailer[43:56]) + int(trailer[64:77]) == total, "the request's trailer sums otherwise"
    return debits


def sum_debit(sums, debit):
    add(sums["requested"], debit["won"])
    add(sums["requestedByBank"][debit["bankCode"]], debit["won"])
    add(sums[debit["state"]], debit["won"])


def sum_registrations(place, name, request, result):
    _, records, trailer = cut(request, REGISTRATION_SIZE)
    assert int(trailer[27:35]) == len(records), "the request's trailer counts otherwise"
    place["registrations"]["asked"] += len(records)
    refused = [] if result is None else cut(result, REGISTRATION_SIZE)[1]
    place["registrations"]["refused"] += len(refused)
    # An account that moves is applied for and cancelled by the same payer: the kind tells which.
    failed = {record[25:46] for record in refused}
    return [
        {
            "rail": rail_of(name),
            "bankCode": record[46:49].decode("ascii"),
            "account": record[53:69].decode("ascii").strip(),
            "payer": record[26:46].decode("ascii").strip(),
            "state": "waiting" if result is None else "failed" if record[25:46] in failed else "done",
        }
        for record in records if record[25:26] == NEW
    ]


def cut(data, size):
    """The header, the records between it and the trailer, and the trailer."""
    assert len(data) % size == 0, "no whole number of records"
    rows = [data[at:at + size] for at in range(0, len(data), size)]
    assert rows[0][:1] == b"H" and rows[-1][:1] == b"T"
    assert all(row[:1] == b"R" for row in rows[1:-1])
    return rows[0], rows[1:-1], rows[-1]


def sum_merchants(debits, registrations, payers):
    merchants = collections.defaultdict(new_merchant)
    for debit in debits:
        merchant = merchants[debit["payer"][:MERCHANT_DIGITS]]
        merchant["rail"] = debit["rail"]
        sum_debit(merchant, debit)
        row = row_of(debit, payers)
        aggregate(merchant, "requests", row, debit["won"], debit["state"])
        aggregate(merchant, "debits", row, debit["won"], debit["state"])
        if debit["state"] != "waiting":
            paid = debit["won"] if debit["state"] == "collected" else 0
            aggregate(merchant, "settlements", row, paid, debit["state"])
    for registration in registrations:
        merchant = merchants[registration["payer"][:MERCHANT_DIGITS]]
        merchant["rail"] = registration["rail"]
        row = row_of(registration, payers)
        aggregate(merchant, "registrations", row, row["grossWon"], registration["state"])
    for tries in tries_by_payer(debits).values():
        sum_charge(merchants[tries[0]["payer"][:MERCHANT_DIGITS]], tries, payers)
    return merchants


def new_merchant():
    new_line = lambda: {**new_sum(), "parts": collections.defaultdict(new_sum)}
    by_value = lambda: collections.defaultdict(new_line)
    by_key = lambda: collections.defaultdict(by_value)
    return {**new_place(), "rail": "", "aggregates": collections.defaultdict(by_key)}


def tries_by_payer(debits):
    """Of one month's files: each payer has one charge, tried once or more."""
    tries = collections.defaultdict(list)
    for debit in sorted(debits, key=lambda each: each["date"]):
        tries[debit["payer"]].append(debit)
    return tries


def sum_charge(merchant, tries, payers):
    first, last = tries[0], tries[-1]
    row = row_of(first, payers)
    discount = row["grossWon"] - first["won"]
    if discount > 0:
        aggregate(merchant, "discounts", row, discount, "discounted")
    owed = last["won"] - row["cashWon"]
    if last["state"] == "failed" and owed > 0:
        aggregate(merchant, "arrears", row, owed, "failed")


def row_of(record, payers):
    key = (record["rail"], record["bankCode"], record["account"])
    payer = payers.get(key, {})
    return {
        "bank": record["bankCode"],
        "item": payer.get("item", "unknown"),
        "grade": payer.get("grade", "unknown"),
        "grossWon": payer.get("grossWon", 0),
        "cashWon": payer.get("cashWon", 0),
    }


def aggregate(merchant, name, row, won, part):
    for key in ("item", "grade", "bank"):
        line = merchant["aggregates"][name][key][row[key]]
        add(line, won)
        add(line["parts"][part], won)


if __name__ == "__main__":
    main(sys.argv[1])
