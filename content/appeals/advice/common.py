"""Words that tell nothing about a letter: what joins words, who is written to, what every case is about.

Each table is a text of words; to add one, write it there.
"""

from collections.abc import Mapping

from content.appeals.advice.document import fold


def listed(words: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(fold(word) for word in words.split())


COMMON: Mapping[str, frozenset[str]] = {
    "en": listed(
        """
        a an and any all also although always another anybody anyone are as at be because been before being
        both but by can could did do does each either even every everybody everyone few for from had has
        have he her here herself him himself his how however i if in instead into is it its itself just last
        like many may me more most much must my myself never no nobody none nor not nothing now of on once
        one only or other our over own perhaps please since she should so some somebody someone something
        still such than that the their them then there therefore these they this those though through thus
        to today too under until up upon us very was we were what when where whether which while who whom
        whose why will with without would yes yet you your yours after again against among around during let
        first second finally furthermore moreover additionally according surely certainly several same
        sincerely respectfully sadly dear sir madam mr mrs ms miss dr excellency honourable honorable
        faithfully regards kind truly thank thanks minister president ambassador director general prosecutor
        attorney governor king queen prince judge justice prime chief commissioner secretary amnesty
        international human rights right convention declaration universal article articles court courts
        supreme constitutional united nations european union council state states government authorities
        parliament police ministry embassy office law church school university red cross
        """
    ),
    "fr": listed(
        """
        a afin ai ainsi alors apres au aucun aucune aujourd aussi autre autres aux avant avec avoir beaucoup
        bien car ce ceci cela celle celui ces cet cette ceux chaque chacun chez comme comment contre dans de
        depuis des deux devant donc dont du elle elles en encore enfin entre est et etait ete etre eux fait
        hui il ils jamais je jusqu la le les leur leurs lors lorsque lui ma mais malgre me meme mes mieux
        moi moins mon ne ni non nos notre nous nul on ont ou par parce pas pendant personne peu peut plus
        plusieurs pour pourquoi pourtant presque puis puisque quand que quel quelle quels qui quoi sa sans
        se selon ses si son sont sous sur ta tandis tant te tous tout toute toutes tres trop tu un une vers
        voici voila vos votre vous y monsieur madame mesdames messieurs maitre docteur excellence
        sincerement respectueusement veuillez agreer ministre president presidente ambassadeur ambassadrice
        directeur procureur gouverneur roi juge premier droits droit homme humains convention declaration
        universelle article cour tribunal nations unies union europeenne conseil etat etats gouvernement
        autorites parlement police ministere ambassade loi eglise ecole universite croix rouge
        """
    ),
    "es": listed(
        """
        a ademas ahora al algo alguien algun alguna algunos ante antes aquel aqui asi aun aunque cada como
        con contra cual cuando cuya cuyo de del desde despues donde dos durante e el ella ellas ellos en
        entonces entre era es esa ese eso esta este esto estos estas estoy fue ha han hasta hay he la las le
        les lo los mas me mi mientras mis mucho muchos muy nada nadie ni ningun ninguna no nos nosotros
        nuestra nuestro nunca o otra otro para pero poco por porque primero pues que quien quienes se segun
        ser si siempre sin sino sobre solo son su sus tal tambien tampoco tan tanto te ti tiene toda todas
        todo todos tras tu un una unas uno unos usted ustedes y ya yo senor senora senores senorita don dona
        doctor doctora excelencia excelentisimo estimado estimada atentamente cordialmente respetuosamente
        ministro ministra presidente presidenta embajador embajadora director directora fiscal gobernador
        rey juez jueza primer derechos derecho humanos convencion convenio declaracion universal articulo
        corte tribunal supremo naciones unidas union europea consejo estado estados gobierno autoridades
        parlamento policia ministerio embajada ley iglesia escuela universidad cruz roja amnistia
        internacional
        """
    ),
    "ar": listed(
        """
        في من الى على عن مع هذا هذه ذلك تلك التي الذي الذين ان انه انها لم لن لا ما قد كان كانت يكون كل بعض
        غير بعد قبل حتى ثم او و اذا كما لكن حيث عند منذ بين هو هي هم نحن انا اني انني انكم لقد وقد ايضا ضد
        حول دون عليه عليها فيه فيها منه منها له لها لهم ولا ولم وان وانا كذلك لان لانه اي اليوم جدا فقط
        السيد السيدة معالي سعادة فخامة جلالة الوزير الرئيس السفير المحترم تحية طيبة وبعد وتفضلوا بقبول فائق
        الاحترام والتقدير حقوق الانسان العفو الدولية الامم المتحدة الحكومة السلطات الدولة المحكمة القانون
        المادة
        """
    ),
    "ru": listed(
        """
        а без более бы был была были было быть в вам вас ваш ваша ваше ваши весь во вот все всегда всего
        всех вы где да даже для до его ее если есть еще же за здесь и из или им их к каждый как когда
        которая которые который кто ли лишь между меня мне мной многие мой моя мои мы на над нам нас наш не
        него нее нет ни никто ничего но ну о об однако он она они оно от очень пока по под после потому
        почему при про раз с сам себя сегодня со так также такие такой там те тем теперь то тогда того тоже
        только том тот три тут ты у уже хотя чего чем через что чтобы эта эти это этого этой этот я
        уважаемый уважаемая уважаемые господин госпожа господа дамы уважением искренне превосходительство
        министр президент посол директор генеральный прокурор губернатор судья премьер права прав человека
        конвенция декларация всеобщая статья суд верховный конституционный организация объединенных наций
        совет государство правительство власти полиция министерство посольство закон церковь школа
        университет амнистия
        """
    ),
}

ALL = frozenset().union(*COMMON.values())

TITLES = listed(
    """
        mr mrs ms miss mx dr sir lady lord judge justice president minister ambassador general colonel
        captain prince sheikh king queen governor prosecutor commissioner monsieur madame mme maitre juge
        ministre procureur presidente senor senora sr sra don dona juez jueza ministro ministra fiscal
        embajador господин госпожа президент министр судья прокурор посол генерал
        """
)
"""Words before somebody's name."""

ABBREVIATED = listed(
    """
        mr mrs ms mx dr mme mlle sr sra st prof hon gen col rev
        """
)
"""Words whose full stop ends no sentence."""

PARTICLES = listed(
    """
        al el ad ar as ash az ben bin bint ibn abu ould van von de da di del della do dos la le y e
        """
)
"""Small words inside a name."""

IN_A_PLACE = listed(
    """
        in at near to à a au aux en dans vers в во из на под
        """
)
"""Words before the name of a town. "From" is none of them: letters come from people."""

AFTER_A_NAME = listed(
    """
        is was has had will would must should does did can could may might faces faced fled came lives lived
        said told works worked were remains deserves est a ete etait fut avait vit sera doit risque es fue
        esta ha habia vive debe это был была имеет живет должен
        """
)
"""Verbs that follow a name, which tell it from another word at the beginning of a sentence."""
