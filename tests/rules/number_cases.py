"""What people write into a box for a number, and what each locale makes of it."""

from __future__ import annotations

POINT = ("es_SV", "es_PE", "es_MX", "es_GT", "es_HN")  # 1,234.5
COMMA = ("es_CO", "es_CL", "es_AR", "es_EC", "es_BO", "pt_BR")  # 1.234,5
SPACE = ("es_CR",)  # 1 234,5 with a no-break space
TWELVE = POINT + COMMA + SPACE

# Understood alike everywhere: no separator, or none that could be another.
PLAIN = {
    "0": "0", "1": "1", "7": "7", "10": "10", "99": "99", "100": "100", "1500": "1500", "1234567": "1234567",
    "999999999999": "999999999999", "00": "0", "007": "7", "0000000000000001": "1", "+5": "5", "+1500": "1500",
    "-0": "0", "\u22120": "0", " 5": "5", "5 ": "5", "\t5\n": "5", "\u00a05": "5", "5\u202f": "5", "\u20095\u2007": "5",
    "12345": "12345", "100000": "100000", "31122027": "31122027", "2027": "2027",
}  # fmt: skip

# Asked everywhere: legal in one convention as thousands and in the other as decimals.
ASKED = (
    "1.500", "1,500", "1.000", "1,000", "12.500", "12,500", "150.000", "150,000", "999.999", "999,999", "1.001",
    "9,999", "01.500", "001,500", "+1.500", "+1,500", " 1.500 ", "\u00a01,500", "1.234", "1,234", "123.456", "123,456",
    "10.050",
)  # fmt: skip

# With a decimal point these are numbers; with a decimal comma they are refused, and the same the other way round
# with the separators exchanged.
POINT_ONLY = {
    "1.5": "1.5", "0.5": "0.5", "0.50": "0.5", "0.500": "0.5", "00.500": "0.5", "1.50": "1.5", "1.5000": "1.5",
    "1500.250": "1500.25", "1234.567": "1234.567", "1,500.25": "1500.25", "1,500.250": "1500.25", "12,345.6": "12345.6",
    "1,234,567": "1234567", "1,234,567.89": "1234567.89", "999,999,999,999.999999": "999999999999.999999",
    "+1.5": "1.5", " 1.5 ": "1.5", "0.000001": "0.000001", "100.00": "100", "85.42": "85.42", "3.14159": "3.14159",
    "0.0": "0", "0.000000": "0", "1,000.0": "1000", "1234567.1": "1234567.1", "10,000.5": "10000.5",
    "100,000,000.01": "100000000.01", "-0.0": "0",
}  # fmt: skip

REFUSED = {
    "wrong_separator": (
        "1,5.0", "1.5,0", "1,50,000", "1.50.000", "1,23,456.7", "1,,500", "1..5", "1.5.2", "1,5,2", "1500,",
        "1500.", "1,500.", "1.500,", "0,500,000", "0.500.000", "1234,567,890", "1234.567.890", "1,500,25",
        "1.500.25", "1.500.", "1,,", "1 500", "1\xa0500", "1\u202f500", "1\u2009500", "1'500", "1’500.25",
        "12 500 000", "1 .5", "1. 5", "1, 500", "5 5",
    ),
    "blank_number": (
        "", " ", "\xa0", "\n",
    ),
    "not_a_number": (
        "NaN", "nan", "-NaN", "sNaN", "Infinity", "-Infinity", "inf", "∞", "1e5", "1E5", "1e308", "1.5e3", "1e-5",
        "1_000", "1_0", "0x10", "0b1", "1j", "٣", "१२", "５", "²", "½", "Ⅳ", "5%", "5 %", "%5", "5 por ciento", "5‰",
        "$5", "S/ 5", "5 USD", "€5", "US$1,500.25", "abc", "cinco", "5a", "a5", "SD", "ND", "NP", "N/A", "-", "+",
        "--5", "+-5", "-+5", "5-", "- 5", "5+5", "=5", "=1+1", "'5", '"5"', "(5)", "(1,234.50)", "5;5", "5/2",
        "5:30", "2027-03-31", "1/3", "5\x005", "5\n5", "\u200b5", "5\u200b", "\ufeff5", "<b>5</b>", ".", ",", ".5",
        ",5", "-.5", "5m", "5k", "TRUE", "None", "null", "5 mil", "1º", "#5", "~5", ">5", "≈5", "1\u066b5",
        "1\u066c500", "１２",
    ),
    "number_too_large": (
        "1000000000000", "12345678901234567890", "9" * 400,
    ),
    "negative_number": (
        "-5", "\u22125", "-1500", "-1.500", "-1,500", "-999999999999",
    ),
}  # fmt: skip
"""Refused in every locale, by the code of the refusal."""

GROUPED_BY_SPACE = ("1 500", "1\xa0500", "1\u202f500", "1\u2009500", "12 500 000")
"""Refused where a point or a comma groups, understood where a space does."""

ONE_WAY = ("1,2345", "1.2345", "12,34")
"""Understood in the convention whose decimal sign it has, refused in the other."""

TOO_FINE = ("0.0000001", "1.1234567", "1.0000000", "1234.1234567")
"""One decimal too many, with a decimal point."""


def exchanged(text: str) -> str:
    """Write a number of one convention in the other."""
    return text.translate(str.maketrans(".,", ",."))


def spaced(text: str) -> str:
    """Write a number with a decimal point and commas as Costa Rica does."""
    return text.translate(str.maketrans(".,", ",\u00a0"))
