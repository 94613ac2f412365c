"""Layouts of the clearing house's files, written down apart from the TypeScript ones.

Each field is (name, first byte, byte after the last, type), counted from 0. Types: AN text filled with
spaces, N number filled with zeros, K text of a passbook in EUC-KR, F filler, which is spaces.
"""

REGISTRATION = {
    "size": 120,
    "H": [
        ("kind", 0, 1, "AN"),
        ("sequence", 1, 9, "N"),
        ("institution", 9, 19, "AN"),
        ("file", 19, 27, "AN"),
        ("date", 27, 33, "AN"),
        ("rest", 33, 120, "F"),
    ],
    "R": [
        ("kind", 0, 1, "AN"),
        ("sequence", 1, 9, "N"),
        ("institution", 9, 19, "AN"),
        ("apply_date", 19, 25, "AN"),
        ("application", 25, 26, "AN"),
        ("payer_no", 26, 46, "AN"),
        ("bank_branch", 46, 53, "AN"),
        ("account", 53, 69, "AN"),
        ("holder", 69, 85, "AN"),
        ("handling_branch", 85, 89, "AN"),
        ("fund_kind", 89, 91, "AN"),
        ("result", 91, 92, "AN"),
        ("fail_code", 92, 96, "AN"),
        ("filler", 96, 97, "F"),
        ("institution_area", 97, 109, "AN"),
        ("channel", 109, 110, "AN"),
        ("rest", 110, 120, "F"),
    ],
    "T": [
        ("kind", 0, 1, "AN"),
        ("sequence", 1, 9, "N"),
        ("institution", 9, 19, "AN"),
        ("file", 19, 27, "AN"),
        ("total", 27, 35, "N"),
        ("new", 35, 43, "N"),
        ("change", 43, 51, "N"),
        ("cancel", 51, 59, "N"),
        ("forced", 59, 67, "N"),
        ("rest", 67, 110, "F"),
        ("mac", 110, 120, "AN"),
    ],
}

DEBIT_HEADER = [
    ("kind", 0, 1, "AN"),
    ("sequence", 1, 9, "N"),
    ("institution", 9, 19, "AN"),
    ("file", 19, 27, "AN"),
    ("date", 27, 33, "AN"),
    ("collecting_bank", 33, 40, "AN"),
    ("collecting_account", 40, 56, "AN"),
    ("rest", 56, 150, "F"),
]

DEBIT_RECORD = [
    ("kind", 0, 1, "AN"),
    ("sequence", 1, 9, "N"),
    ("institution", 9, 19, "AN"),
    ("bank_branch", 19, 26, "AN"),
    ("account", 26, 42, "AN"),
    ("amount", 42, 55, "N"),
    ("holder", 55, 68, "AN"),
    ("flag", 68, 69, "AN"),
    ("fail_code", 69, 73, "AN"),
    ("passbook", 73, 89, "K"),
    ("fund_kind", 89, 91, "AN"),
    ("payer_no", 91, 111, "AN"),
    ("institution_area", 111, 116, "AN"),
    ("form", 116, 117, "AN"),
    ("phone", 117, 129, "AN"),
    ("rest", 129, 150, "F"),
]

DEBIT_TOTALS = [
    ("kind", 0, 1, "AN"),
    ("sequence", 1, 9, "N"),
    ("institution", 9, 19, "AN"),
    ("file", 19, 27, "AN"),
    ("records", 27, 35, "N"),
    ("full_count", 35, 43, "N"),
    ("full_sum", 43, 56, "N"),
    ("partial_count", 56, 64, "N"),
    ("partial_sum", 64, 77, "N"),
]

DEBIT_REQUEST = {
    "size": 150,
    "H": DEBIT_HEADER,
    "R": DEBIT_RECORD,
    "T": DEBIT_TOTALS + [("rest", 77, 140, "F"), ("mac", 140, 150, "AN")],
}

DEBIT_RESULT = {
    "size": 150,
    "H": DEBIT_HEADER,
    "R": DEBIT_RECORD,
    "T": DEBIT_TOTALS + [
        ("centre_errors", 77, 85, "N"),
        ("zeros", 85, 89, "N"),
        ("debit_bank_fees", 89, 100, "N"),
        ("credit_bank_fees", 100, 111, "N"),
        ("rest", 111, 140, "F"),
        ("mac", 140, 150, "AN"),
    ],
}

EVIDENCE_BLOCK = 1024
EVIDENCE_HEADER = [
    ("task", 0, 6, "AN"),
    ("kind", 6, 8, "AN"),
    ("sequence", 8, 15, "N"),
    ("date", 15, 23, "AN"),
    ("institution", 23, 43, "AN"),
    ("count", 43, 50, "N"),
    ("rest", 50, 1024, "F"),
]
EVIDENCE_PART = [
    ("task", 0, 6, "AN"),
    ("kind", 6, 8, "AN"),
    ("sequence", 8, 15, "N"),
    ("filler", 15, 25, "F"),
    ("institution", 25, 45, "AN"),
    ("payer_no", 45, 75, "AN"),
    ("bank", 75, 78, "AN"),
    ("account", 78, 98, "AN"),
    ("date", 98, 106, "AN"),
    ("evidence_kind", 106, 107, "AN"),
    ("extension", 107, 112, "AN"),
    ("length", 112, 119, "N"),
]
EVIDENCE_TRAILER = [
    ("task", 0, 6, "AN"),
    ("kind", 6, 8, "AN"),
    ("sequence", 8, 15, "N"),
    ("institution", 15, 35, "AN"),
    ("count", 35, 42, "N"),
    ("blocks", 42, 52, "N"),
    ("rest", 52, 1024, "F"),
]

LAYOUTS = {
    "EB11": REGISTRATION,
    "EB12": REGISTRATION,
    "EB13": REGISTRATION,
    "EB14": REGISTRATION,
    "EB21": DEBIT_REQUEST,
    "EC21": DEBIT_REQUEST,
    "EB22": DEBIT_RESULT,
    "EC22": DEBIT_RESULT,
}
