"""WordPiece as BERT's uncased models have it, one onrecord token at a time."""
import unicodedata


def plain(word):
    """Lower case without accents."""
    return "".join(it for it in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(it) != "Mn")


def is_mark(it):
    code = ord(it)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or unicodedata.category(it).startswith("P")


def is_ideograph(it):
    code = ord(it)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF or 0xF900 <= code <= 0xFAFF


class WordPiece:
    LONGEST = 100  # letters of a word that is still cut

    def __init__(self, pieces):
        self.ids = {piece: at for at, piece in enumerate(pieces)}
        self.unknown, self.first, self.last, self.mask = (self.ids[it] for it in ("[UNK]", "[CLS]", "[SEP]", "[MASK]"))
        self.known = {}

    def __call__(self, form):
        """Ids of the pieces of a token; at least one."""
        if form not in self.known:
            out = [piece for word in self._words(plain(form)) for piece in self._pieces(word)]
            self.known[form] = tuple(out) or (self.unknown,)
        return self.known[form]

    def _words(self, text):
        """Marks and ideographs stand alone, control characters and space part."""
        word = ""
        for it in text:
            category = unicodedata.category(it)
            alone = is_mark(it) or is_ideograph(it)
            if alone or it.isspace() or category.startswith("C"):
                if word:
                    yield word
                    word = ""
                if alone:
                    yield it
            else:
                word += it
        if word:
            yield word

    def _pieces(self, word):
        if len(word) > self.LONGEST:
            return [self.unknown]
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    start = end
                    break
            else:
                return [self.unknown]
        return out
