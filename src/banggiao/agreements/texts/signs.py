"""Signs of what a line without a number is: of a preamble, signatures, a heading, a closed end."""

from __future__ import annotations

import re

from banggiao.agreements.texts.tree import DENSE

LONGEST_HEADING = 150
LONGEST_TITLE = 200

_PREAMBLE = re.compile(
    r"(?:Căn cứ|CĂN CỨ|Trên cơ sở|Nhằm |Với mong muốn|Mong muốn|Xét |Theo |Thể theo|Nhận thức|"
    r"Ghi nhận|Khẳng định|Hôm nay,|Các Bên|Hai Bên|CÁC BÊN|HAI BÊN|Lời nói đầu|LỜI NÓI ĐẦU|"
    r"Whereas|WHEREAS|Considering|Recalling|Recogni[sz]ing|Desir|Noting|Pursuant|Bearing in|"
    r"Convinced|Affirming|Acknowledging|Wishing|Believing|Taking into|Preamble|PREAMBLE|"
    r"The (?:Parties|Participants|Sides|two Sides)|HAVE |Have |[Tt]he .{3,200} and [Tt]he |前文)"
)
_PREAMBLE_WITHIN = re.compile(
    r"sau đây (?:được )?gọi|hereinafter|hereafter|referred to as|như sau:|as follows:|"
    r"以下「|以下、「|次のとおり|希望し|合意した"
)
_SIGNED = re.compile(
    r"(?:(?:Được )?(?:[Ll]àm|[Kk]ý|[Ll]ập) tại |LÀM TẠI|KÝ TẠI|Để làm bằng|"
    r"(?:DONE|Done|SIGNED|Signed) (?:at|AT|in|IN|on|ON)\b|IN WITNESS|In witness|"
    r"以上の証拠|以上を証|署名)"
)
_SAYS_SIGNED = re.compile(
    r"(?:(?:Bản|Biên bản|Văn bản|Thỏa thuận|Thoả thuận|Hiệp định|Chương trình|Kế hoạch)"
    r"[^.;:]{0,60} (?:được|đã được) (?:ký|làm|lập)(?: kết)? (?:tại|ngày|thành)|"
    r"(?:This|The present|The foregoing) [^.;:]{0,80}(?:is|was|has been) "
    r"(?:done|signed|made)\b(?: at| in| on)|"
    r"[^。]{0,60}(?:において|で|通)[^。]{0,30}(?:作成した|作成する|署名した))"
)
_SIGNING_FOR = re.compile(
    r"(?:THAY MẶT|ĐẠI DIỆN|TM\.|KT\.|TUQ\.|FOR (?:AND|THE)\b|ON BEHALF|On behalf of|"
    r"For (?:and on behalf|the )|Thay mặt|Đại diện (?:cho )?(?:Bên|phía)|[^。]{0,40}のために$|"
    r"[^。]{0,40}を代表して$|[^\W\d_][^.;:]{1,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}$)"
)
_CLOSED = ".;:!?。；：！？)”\"'」』）»…*"
_OPEN_END = re.compile(
    r"(?:(?:\b(?:tại|của|theo|và|với|hoặc|về|từ|đến|cho|"
    r"(?<!số )(?<!các )(?:khoản|điều|điểm|chương|mục|phụ lục)|"
    r"the|of|in|to|under|with|and|or|by|for|from|on|at|article|articles|paragraph|paragraphs|"
    r"section|chapter|annex|a|an))|[,、，]|[はがをにのとで及び]|又は)$",
    re.IGNORECASE,
)
_REFERS_END = re.compile(
    r"\b(?:tại|của|theo|(?<!số )(?<!các )(?:khoản|điều|điểm|chương|mục|phụ lục)|"
    r"of|in|to|under|with|article|articles|"
    r"paragraph|paragraphs|section|chapter|annex)$",
    re.IGNORECASE,
)
_CONTENTS_LINE = re.compile(r".{0,300}?(?:\.{4,}|…{2,}|\t|(?:\. ){4,})\s*\d{1,4}$")
_SENTENCES = re.compile(r"[^\W\d_]{2}[.;!?]\s+[^\W\d_]|[。；]")
"""The end of a sentence inside a line."""

_CAPTION = re.compile(r"[（(][^（）()]{1,40}[）)]$")
_LEADING_CAPTION = re.compile(rf"(（[^（）]{{1,40}}）|\([^()]{{1,40}}\))(?:\s+|(?=[{DENSE}])|$)")


def opens_preamble(text: str) -> bool:
    """Tell whether a line of the front part begins or belongs to a preamble."""
    return bool(_PREAMBLE.match(text) or _PREAMBLE_WITHIN.search(text[:600]))


def opens_signatures(text: str) -> bool:
    """Tell whether a line begins as the formula before signatures does: "Làm tại", "Done at"."""
    return bool(_SIGNED.match(text))


def says_signed(text: str) -> bool:
    """Tell whether a sentence says how the text was signed. An article may say so too."""
    return bool(_SAYS_SIGNED.match(text[:300]))


def signs_for(text: str) -> bool:
    """Tell whether a line says for whom somebody signs. Weaker: call it at the end of a text."""
    return len(text) <= 120 and bool(_SIGNING_FOR.match(text))


def is_caps(text: str) -> bool:
    """Tell whether a line is written in capitals; a script without capitals never is."""
    return len(text) <= LONGEST_TITLE and text.isupper() and sum(map(str.isalpha, text)) > 2


def is_closed(text: str) -> bool:
    """Tell whether a line ends as a sentence or a piece of a list does."""
    return text[-1:] in _CLOSED


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends with the mark of a sentence; a bracket is none."""
    return text[-1:] in ".;:!?。；：！？"


def refers_on(text: str) -> bool:
    """Tell whether a line ends where a reference begins: what follows is not a mark."""
    return bool(_REFERS_END.search(text[-20:]))


def is_open_end(text: str) -> bool:
    """Tell whether a line surely goes on with the next: it ends in "theo", "of", a comma."""
    return bool(_OPEN_END.search(text[-20:]))


def is_contents_line(text: str) -> bool:
    """Tell whether a line stands in a table of contents: dots or a tab, then a page."""
    return text[-1:].isdigit() and len(text) <= 400 and bool(_CONTENTS_LINE.match(text))


def is_caption(text: str) -> bool:
    """Tell whether a line is a title in brackets, as Japanese puts above or beside an article."""
    return text[:1] in "（(" and bool(_CAPTION.match(text))


def split_caption(text: str) -> tuple[str, str]:
    """Part a title in brackets from what follows it; the first is "" if there is none."""
    found = _LEADING_CAPTION.match(text)
    return (found[1], text[found.end() :].strip()) if found else ("", text)


def may_be_heading(text: str, longest: int = LONGEST_HEADING) -> bool:
    """Tell whether a line may stand as a heading: short, begun like one, not closed."""
    if not text or len(text) > longest:
        return False
    if is_caption(text):
        return True
    if is_caps(text):
        return text[-1] not in ";,"
    begun = text[0].isalpha() and not text[0].islower()
    if _SENTENCES.search(text):
        return False
    return begun and not ends_sentence(text) and not is_open_end(text)


def is_supplement(text: str) -> bool:
    """Tell whether a line is the heading of supplementary provisions in Japanese."""
    return len(text) <= 5 and "".join(text.split()) == "附則"
