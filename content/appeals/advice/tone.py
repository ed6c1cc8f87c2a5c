"""Whether a letter sounds impolite: insults, threats, shouting. What the document itself prints is a fact, no insult.

To add one: a word to `_INSULTS`, `*` standing for any end, or a phrase to `_THREATS`, which semicolons part.
"""

import re
from functools import cache

from content.appeals.advice.document import Printed, fold

_INSULTS = """
    idiot* stupid* moron* imbecile* bastard* scum vermin coward cowards cowardly
    murderer* butcher butchers monster* liar liars
    thug* tyrant* despicable disgusting pathetic evil swine pigs nazi* fascist* fuck* shit* asshole* bitch*
    wanker* damn damned crap hypocrite* parasite* barbarian* filthy brainless spineless shameless
    imbécile* crétin* connard* connasse* salaud* salope* salopard* ordure* pourriture* lâche lâches assassins
    meurtriers bourreau* menteur* menteuse* monstre* tyran* merde* putain* enculé* dégueulasse* minable* honteux
    ignoble* abruti* cochon* crapule* raclure*
    idiota* imbécil* estúpid* cabrón* cobarde* asesino asesinos asesina asesinas mentiroso* mentirosa* monstruo*
    tirano* canalla* escoria basura mierda* puta* puto* pendejo* hijueputa* desgraciado* sinvergüenza* verdugo*
    cerdo* hipócrita* asqueroso*
    дурак* дебил* идиот* придур* подлец* подонк* мразь мрази сволоч* скотин* ублюд* убийцы палач* трус трусы
    лжец* лгун* чудовищ* тиран* фашист* нацист* урод* тварь твари гад гады гнид* мерзав* негодя* говн* хуй*
    пизд* бляд* сука суки свинь* позорн*
    غبي* أغبياء أحمق حمقى كلب كلاب خنزير خنازير حقير* سافل* مجرمون سفاح* جزار* كذاب* كاذبون جبان جبناء وحوش
    طاغية طغاة منافق* حثالة لعنة وغد أوغاد
"""
_THREATS = """
    you will pay; you'll pay; you will regret; you'll regret; you will be sorry; we will find you; i
    will find you; we know where you; i know where you; watch your back; burn in hell; go to hell; rot in; shame
    on you; you are warned; your days are; you should be ashamed; i hope you die; your turn will come; how dare
    you; vous allez payer; vous le paierez; vous allez le regretter; vous le regretterez; nous savons ou vous;
    je sais ou vous; allez au diable; allez en enfer; honte a vous; vous devriez avoir honte; votre tour
    viendra; comment osez; va a pagar; van a pagar; lo pagara; se arrepentira; sabemos donde; se donde vive;
    vayase al; verguenza deberia; deberia darle verguenza; que verguenza; ya le llegara; como se atreve; вы
    заплатите; вы пожалеете; вы ответите за; мы вас найдем; я вас найду; мы знаем, где; я знаю, где вы; горите в
    аду; идите к черту; стыд и позор; как вам не стыдно; позор вам; как вы смеете; ستدفع الثمن; ستندم; سنجدك;
    نعرف أين; اذهب الى الجحيم; الى الجحيم; عار عليك; كيف تجرؤ
"""
_MARKS = re.compile(r"(?:[!！?？؟]\s*){2,}")
_CAPITALS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_MARKS = 2
_WORD_SHOUTED = 6
"""Letters from which a word in capitals is more likely shouted than an acronym."""
_RUN_SHOUTED = 3


def impolite(text: str, document: Printed) -> tuple[str, ...]:
    """The passages that may sound so, as they stand in `text`."""
    folded = fold(text)
    insults = [
        match[0]
        for match in _insults().finditer(folded)
        if match[0] not in document.words and not _holds(document.text, match[0])
    ]
    threats = [threat for threat in _threats() if _holds(folded, threat) and not _holds(document.text, threat)]
    marks = [match[0].strip() for match in _MARKS.finditer(text)]
    if not marks and len(re.findall("[!！]", text)) > _MOST_MARKS:
        marks = ["!"]
    return tuple(dict.fromkeys([*insults, *threats, *_shouted(text, document), *marks]))


def _shouted(text: str, document: Printed) -> list[str]:
    """Runs of words in capitals, and long ones, but for acronyms and names that the document prints so."""
    found: list[str] = []
    run: list[str] = []
    for word in [*_CAPITALS.findall(text), ""]:
        if word.isupper() and (len(word) > 1 or run) and not _is_printed(word, document):
            run.append(word)
            continue
        while run and len(run[-1]) == 1:
            run.pop()
        if len(run) >= _RUN_SHOUTED or (len(run) > 1 and any(len(one) >= _WORD_SHOUTED for one in run)):
            found.append(" ".join(run))
        else:
            found += [one for one in run if len(one) > _WORD_SHOUTED]
        run = []
    return found


def _is_printed(word: str, document: Printed) -> bool:
    return all(one in document.capitals for one in re.findall(r"[^\W\d_]+", fold(word)))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}", text) is not None


@cache
def _threats() -> tuple[str, ...]:
    return tuple(" ".join(fold(threat).split()) for threat in _THREATS.split(";"))


@cache
def _insults() -> re.Pattern[str]:
    words = (re.escape(fold(word)).replace(r"\*", r"\w*") for word in _INSULTS.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)")
