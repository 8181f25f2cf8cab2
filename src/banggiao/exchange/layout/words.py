"""Words by which a row is known to be no data. They are compared folded, without diacritics."""

from __future__ import annotations

import re

_TOTAL = (
    r"tong cong|tong so|tong|grand total|total|sum|合計|総計|計|"
    r"cong tong|tat ca|toan bo"
)
_SUBTOTAL = r"cong|tieu cong|tong phu|cong muc|subtotal|sub total|小計"
_AFTER = r"(?: (?:muc|phan|cong|so|nhom|section|part|of|i|ii|iii|iv|v|[a-d]|[0-9]+|van kien|doan|"
_AFTER += r"nguoi|luot|hoat dong|ban|kinh phi|toan|ke|hoach|cac|nam|quy|thang|va|and|for|year))*"

TOTAL = re.compile(rf"(?:{_TOTAL}){_AFTER}")
SUBTOTAL = re.compile(rf"(?:{_SUBTOTAL}){_AFTER}")
SUBTOTAL_OF = re.compile(r".*\b(?:muc|phan|nhom|section|part) (?:[ivx]+|[a-d]|[0-9]+)$")

FOOTNOTE = re.compile(
    r"(?:ghi chu|chu thich|chu giai|luu y|nguon|nguoi lap|noi nhan|thu truong|lanh dao|ke toan|"
    r"kt|tl|tm|note|notes|source|sources|remark|remarks|prepared by|signed|"
    r"注|備考|出典|作成者|[^a-z]* ngay \d* ?thang \d* ?nam \d*|"
    r"\w+ \w+ ngay \d* ?thang \d* ?nam)\b.*"
)
"""Notes, sources, places of signature and the lines under which people sign."""

STARRED = re.compile(r"^\s*(?:\(?\*+\)?|\(\d{1,2}\)|\d{1,2}\))\s*\D")
"""A note by its sign: ``(*) …``, ``(1) …``."""

EXAMPLE = re.compile(r"(?:vi du|example|mau|例)\b.*")
