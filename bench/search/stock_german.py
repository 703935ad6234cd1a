"""The `german` analysis as Elasticsearch documents it, step by step, without its words for
compounds, synonyms or places: standard tokenizer, lowercase, stop words, german_normalization,
light_german stemmer. The stop words are ours, so rare function words may differ."""

import re

_WORD = re.compile(r"\w+(?:[.'’]\w+)*")
_FUNCTION_WORDS = """
aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis
bist da damit dann das dass dein dem den denn der des dich die dies diese diesem diesen dieser
dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer für hab
habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in
ins ist jede jedem jeden jeder jedes jene jetzt kann kein keine keinem keinen keiner können
man manche mein meine mich mir mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein
seine seinem seinen seiner selbst sich sie sind so solche soll sollte sondern sonst um und uns
unser unter viel vom von vor war waren warst was weg weil weiter welche wenn werde werden wie
wieder will wir wird wirst wo wollen während würde würden zu zum zur zwar zwischen über
"""
_STOPWORDS = frozenset(_FUNCTION_WORDS.split())
_VOWELS = set("aeiouyäöü")
_ST_ENDINGS = set("bdfghklmnt")
_ACCENTS = str.maketrans("àáâèéêìíîïòóôùúûç", "aaaeeeiiiiooouuuc")
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def tokens(text: str) -> list[str]:
    words = (match.group().lower() for match in _WORD.finditer(text))
    return [stem(normalised(word)) for word in words if word not in _STOPWORDS]


def normalised(word: str) -> str:
    """Umlauts, ß, and their spellings with e; "ue" stays after a vowel or q ("neue", "Quelle")."""
    kept: list[str] = []
    for at, letter in enumerate(word):
        before = word[at - 1] if at else ""
        if letter == "e" and before in {"a", "o", "u"} and _is_umlaut(word, at):
            continue
        kept.append(letter)
    return "".join(kept).translate(_UMLAUTS)


def _is_umlaut(word: str, at: int) -> bool:
    """Whether the e at `at` makes an umlaut of the letter before it."""
    if word[at - 1] != "u":
        return True
    return at < 2 or (word[at - 2] not in _VOWELS and word[at - 2] != "q")


def stem(word: str) -> str:
    return _without_degree(_without_case(word.translate(_ACCENTS)))


def _without_case(word: str) -> str:
    """Endings of plural and case."""
    if len(word) > 5 and word.endswith("ern"):
        return word[:-3]
    if len(word) > 4 and word.endswith(("em", "en", "er", "es")):
        return word[:-2]
    if len(word) > 3 and (word.endswith("e") or (word[-1] == "s" and word[-2] in _ST_ENDINGS)):
        return word[:-1]
    return word


def _without_degree(word: str) -> str:
    """Endings of comparison."""
    if len(word) > 5 and word.endswith("est"):
        return word[:-3]
    if len(word) > 4 and word.endswith(("er", "en")):
        return word[:-2]
    if len(word) > 4 and word.endswith("st") and word[-3] in _ST_ENDINGS:
        return word[:-2]
    return word
