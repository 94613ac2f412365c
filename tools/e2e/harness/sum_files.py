"""Sums the exchanged files of auto-debit, cutting each record by its bytes.

    python3 sum_files.py FOLDER

FOLDER holds files under the names that the outside world gives them, PLACE.EB21MMDD_YYYY. A result
(EB22, EB14) names only what failed, so everything else of its request (EB21, EB13) went well. Printed
as JSON by place: requested, failed and collected debits, these by bank and by code, and registrations.
"""

import collections
import json
import pathlib
import sys

DEBIT_SIZE = 150
REGISTRATION_SIZE = 120


def main(folder):
    places = collections.defaultdict(new_place)
    files = {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())}
    for name, data in files.items():
        place, title = name.split(".")[:2]
        kind, rest = title[:4], title[4:]
        if kind == "EB21":
            sum_debits(places[place], data, files.get(f"{place}.EB22{rest}"))
        elif kind == "EB13":
            sum_registrations(places[place], data, files.get(f"{place}.EB14{rest}"))
    print(json.dumps(places, ensure_ascii=False))


def new_place():
    return {
        "requested": {"count": 0, "won": 0},
        "failed": {"count": 0, "won": 0},
        "collected": {"count": 0, "won": 0},
        "waiting": {"count": 0, "won": 0},
        "requestedByBank": collections.defaultdict(lambda: {"count": 0, "won": 0}),
        "failedByCode": collections.defaultdict(lambda: {"count": 0, "won": 0}),
        "registrations": {"asked": 0, "refused": 0},
    }


def sum_debits(place, request, result):
    failures = {}
    if result is not None:
        records, trailer = cut(result, DEBIT_SIZE)
        assert int(trailer[27:35]) == len(records), "the result's trailer counts otherwise"
        failures = {record[1:9]: record for record in records}
    records, trailer = cut(request, DEBIT_SIZE)
    total = 0
    for record in records:
        won = int(record[42:55])
        total += won
        add(place["requested"], won)
        add(place["requestedByBank"][record[19:22].decode("ascii")], won)
        failure = failures.pop(record[1:9], None)
        if result is None:
            add(place["waiting"], won)
        elif failure is None:
            add(place["collected"], won)
        else:
            # The same debit: sequence, payer and amount agree.
            assert failure[91:111] == record[91:111] and failure[42:55] == record[42:55]
            add(place["failed"], won)
            add(place["failedByCode"][failure[69:73].decode("ascii")], won)
    assert not failures, "the result names debits that nobody asked for"
    assert int(trailer[27:35]) == len(records), "the request's trailer counts otherwise"
    assert int(trailer[43:56]) + int(trailer[64:77]) == total, "the request's trailer sums otherwise"


def sum_registrations(place, request, result):
    records, trailer = cut(request, REGISTRATION_SIZE)
    assert int(trailer[27:35]) == len(records), "the request's trailer counts otherwise"
    place["registrations"]["asked"] += len(records)
    if result is not None:
        place["registrations"]["refused"] += len(cut(result, REGISTRATION_SIZE)[0])


def cut(data, size):
    """The records between header and trailer, and the trailer."""
    assert len(data) % size == 0, "no whole number of records"
    rows = [data[at:at + size] for at in range(0, len(data), size)]
    assert rows[0][:1] == b"H" and rows[-1][:1] == b"T"
    assert all(row[:1] == b"R" for row in rows[1:-1])
    return rows[1:-1], rows[-1]


def add(total, won):
    total["count"] += 1
    total["won"] += won


if __name__ == "__main__":
    main(sys.argv[1])
