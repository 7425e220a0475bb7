# SPDX-License-Identifier: Apache-2.0
"""Writes folding.txt: how the extractor folds each character, as 'FROM TO...' in hex.

A character with nothing after it is dropped. Characters that stay as they are do not appear.
Run by hand when the rules change: python3 make_folding.py > folding.txt
"""
import unicodedata as u

# Letters without a decomposition, Greek letters that look Latin, Arabic letter variants.
SPECIAL = {
    'ı': 'i', 'ł': 'l', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe',
    'ə': 'e', 'ħ': 'h', 'α': 'a', 'β': 'b', 'ε': 'e', 'ζ': 'z', 'η': 'h', 'ι': 'i', 'κ': 'k',
    'μ': 'm', 'ν': 'n', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'y', 'χ': 'x', 'ς': 'σ', 'ي': 'ی',
    'ى': 'ی', 'ئ': 'ی', 'ك': 'ک', 'ة': 'ه', 'ۀ': 'ه', 'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ٱ': 'ا',
    'ؤ': 'و', 'ہ': 'ه', 'ھ': 'ه', 'ۃ': 'ه', 'ے': 'ی', 'ې': 'ی', 'ں': 'ن', 'ક': 'ક', '゠': '-',
    '。': '. ', '．': '.', '，': ', ', '、': ', ', '：': ': ', '！': '! ', '？': '? ', '；': '; ', '،': ', ',
    '؛': '; ', '؟': '? ', '۔': '. ', '।': '. ', '॥': '. ', '։': ': ', '።': '. ', '၊': ', ', '။': '. ',
    '។': '. ', '፡': ' ', '…': '. ', '・': ' ', '·': ' ', '•': ' ', '【': '[', '】': ']', '「': '"',
    '」': '"', '『': '"', '』': '"', '《': '"', '》': '"', '〈': '"', '〉': '"', '〔': '[', '〕': ']',
    '«': '"', '»': '"', '“': '"', '”': '"', '„': '"', '‟': '"', '‘': "'", '’': "'", '‚': "'", '‛': "'",
    'ʼ': "'", '´': "'", '‹': '"', '›': '"', '−': '-', '￼': ' ', '٪': '%', '٫': '.', '٬': ',',
    '\u2028': '\n', '\u2029': '\n', '\u0085': '\n', '№': '№', '✱': '*', '∗': '*', '※': '*', '⁎': '*',
    '＊': '*', '●': '*', '×': '*', '׳': "'", '״': '"', '־': '-', 'ー': 'ー', '～': '~', '〜': '~', '⁄': '/',
}
DROP_RANGES = [(0x300, 0x36F), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670),
               (0x6D6, 0x6DC), (0x6DF, 0x6E8), (0x640, 0x640), (0x200B, 0x200F), (0x202A, 0x202E),
               (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xAD, 0xAD), (0x20E3, 0x20E3),
               (0x93C, 0x93C), (0x9BC, 0x9BC), (0xA3C, 0xA3C), (0x61C, 0x61C), (0x180E, 0x180E),
               (0x1AB0, 0x1AFF), (0xE0100, 0xE01EF), (0x34F, 0x34F)]
KEEP_WHOLE = [(0xAC00, 0xD7A3), (0x3040, 0x30FF)]


def dropped(c):
    return any(a <= c <= b for a, b in DROP_RANGES)


def digit_of(ch):
    try:
        return str(u.decimal(ch))
    except ValueError:
        return None


def fold(ch):
    if ch in SPECIAL:
        return SPECIAL[ch]
    if dropped(ord(ch)):
        return ''
    if u.category(ch) == 'Nd':
        return digit_of(ch)
    if u.category(ch) == 'Pd':
        return '-'
    if u.category(ch) == 'Zs':
        return ' '
    if any(a <= ord(ch) <= b for a, b in KEEP_WHOLE):
        return ch
    form = u.normalize('NFKD', u.normalize('NFKC', ch).casefold())
    if any(a <= ord(form[0]) <= b for a, b in [(0x1100, 0x11FF), (0x3040, 0x30FF)]):
        form = u.normalize('NFKC', ch)
    return ''.join(SPECIAL.get(c, '' if dropped(ord(c)) else digit_of(c) or c) for c in form)


def main():
    for c in range(0x80, 0x1FFFF):
        if 0xD800 <= c <= 0xDFFF or 0xF900 <= c <= 0xFAFF or 0xFC00 <= c <= 0xFDFF:
            continue
        ch = chr(c)
        if u.category(ch) == 'Cn':
            continue
        to = fold(ch)
        if to != ch and len(to) <= 4:
            print('%X' % c, *('%X' % ord(t) for t in to))


main()
