"""Words that say nothing of what a text is about: articles, pronouns, prepositions, auxiliaries.

Left out on purpose, for they name something in another language or in capitals: war, man, men, ai, eu, us.
"""

from __future__ import annotations

STOP_WORDS = {
    "en": """
        a about after again against ago all also am among an and another any are aren as at away
        back be because been before being below between both but by came can cannot could couldn
        d did didn do does doesn doing don down during each either else even ever every few
        first for from further get gets getting give go goes going got had hadn has hasn have
        haven having he her here hers herself him himself his how however i if in into is isn it
        its itself just know last least less let like ll m made make makes making many may me
        might more most much must my myself near need never new next no nor not now of off on
        once one only onto or other others our ours out over own per put re s said same saw say
        says see seem she should shouldn since so some still such t take taken than that the
        their theirs them themselves then there these they this those though through thus to too
        toward under until up upon use used using ve very via was wasn way we well went were
        weren what when where whether which while who whom whose why will with within without
        won would wouldn yes yet you your yours yourself""",
    "es": """
        al algo algunas algunos ante antes aquel aquella aquellos así aunque bajo bien cada casi
        como con contra cual cuales cuando cuanto de del desde donde dos durante e el él ella
        ellas ellos en entonces entre era eran es esa esas ese eso esos esta está estaba están
        estar estas este esto estos fue fueron ha había han hace hacer hacia hasta hay la las le
        les lo los luego más me menos mi mientras mis mismo mucho muchos muy nada ni no nos
        nosotros nuestra nuestro o os otra otras otro otros para pero poco por porque pues que
        qué quien quién se sea según ser será si sí sido sin sobre solo sólo son su sus también
        tan tanto te tiene tienen todo toda todos todas tras tu tus un una unas uno unos y ya yo""",
    "fr": """
        à afin ainsi alors après as au aucun aussi autre autres aux avait avant avec avoir
        ayant beaucoup c ça car ce ceci cela celle celles celui ces cet cette ceux chaque chez
        ci comme comment contre d dans de depuis des deux devant dit doit donc dont du elle
        elles en encore entre est et étaient était été être eux fait faire fois font hors ici
        il ils j je jusqu l la là le les leur leurs lors lui m ma mais me même mes mis moins mon
        n ne ni non nos notre nous on ont ou où par parce pas peu peut peuvent plus pour
        pourquoi près puis qu quand que quel quelle quels qui quoi s sa sans se sera ses si sien
        son sont sous sur t ta tandis te tel telle tes toi ton tous tout toute toutes très trop
        tu un une vers voici voilà vos votre vous y""",
    "de": """
        ab aber alle allem allen aller alles als also am an ander andere anderen anderer anders
        auch auf aus bei beim bereits bis bisher da dabei dadurch dafür dagegen daher damit
        danach dann daran darauf darüber das dass daß dazu dein dem den denn der deren des
        dessen deshalb die dies diese diesem diesen dieser dieses doch dort du durch ein eine
        einem einen einer eines einige einmal er erst es etwa etwas euch euer für gegen gibt
        ging hab habe haben hat hatte hatten hier hin hinter ich ihm ihn ihnen ihr ihre ihrem
        ihren ihrer im immer in ins ist ja je jede jeden jeder jedes jedoch jetzt kann kein
        keine keinen können könnte machen mehr mein mich mir mit muss nach nachdem neben
        nicht nichts noch nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner
        seit selbst sich sie sind so sogar solche soll sollen sollte sondern sonst soweit sowie
        statt über um und uns unser unter viel viele vom von vor wann waren warum was weg
        weil weiter welche wenn wer werde werden wie wieder will wir wird wo wollen wurde wurden
        während würde würden zu zum zur zwar zwei zwischen""",
    "it": """
        a abbiamo ad agli al alcuni all alla alle allo altre altri altro anche ancora avere
        aveva avevano c che chi ci ciò coi col come con contro così cui d da dagli dai dal dall
        dalla dalle degli dei del dell della delle dello dentro di dopo dove due durante e è
        ecco ed era erano essere fa fare fino fra fu gli ha hai hanno ho i il in io l la le lei
        li lo loro lui ma mentre mi mia mio molto ne nei nel nell nella nelle nello no noi non
        nostra nostro o ogni oltre per perché però più po poi presso prima può qua quale quali
        quando quanto quella quelle quelli quello questa queste questi questo qui quindi sarà se
        sei senza si sia sì siamo solo sono sopra sotto sta stata stati stato su sua sue sugli
        sui sul sull sulla sulle suo suoi tra tre tutta tutte tutti tutto un una uno vi via voi""",
    "pt": """
        a à ao aos aquela aquele aquilo as às até cada com como contra da das de dela dele deles
        depois desde desta deste disse dizer do dois dos e é ela elas ele eles em enquanto entre
        era eram essa essas esse esses esta está estão estar estas estava este estes faz
        fazer foi foram há isso isto já lhe mais mas me mesmo meu minha muito muitos na nas não
        nem no nos nós nossa nosso num numa o os ou outra outras outro outros para pela pelas
        pelo pelos pode podem por porque qual quando que quem se seja sem sempre ser será seu
        seus só sob sobre sua suas também tão tem têm tendo ter teve tinha toda todas todo todos
        tudo um uma umas uns vai você vocês""",
    "nl": """
        aan al alle alleen als altijd andere ben bij bijna daar dan dat de deze die dit doen
        door dus een eens elke en er ervan even geen geweest haar had hadden heb hebben heeft
        heel hem hen het hier hij hoe hun iemand iets ik in is ja je jij kan komen komt kon
        kunnen maar me meer met mij mijn moet moeten na naar niet niets nog nu of om omdat
        onder ons onze ook op over sinds te tegen toch toen tot tussen uit uw van vanaf veel
        volgens voor waar waarom waren was wat we wel welke werd werden wie wij wil worden wordt
        zal ze zei zelf zich zij zijn zo zoals zonder zou zouden""",
    "ru": """
        а без более был была были было быть в вам вас ведь весь во вот все всё всего всех вы где
        да даже два для до его ее её ей если есть еще ещё же за здесь и из или им их к как какая
        какие какой ко когда которая которого которой которые который которых кто куда ли либо
        лишь между меня мне много может можно мой мы на над надо нам нас наш не него нее неё нет
        ни нибудь них но ну о об один однако он она они оно от очень перед по под после потом
        потому почему почти при про раз с сам свое своей своих свой своё себе себя сейчас со
        совсем так также такой там тебя тем теперь то тогда того тоже только том тот три тут ты
        у уже хотя чего чем через что чтобы чуть эта эти этих это этого этой этом этот я""",
    "ar": """
        أحد أكثر ألا أما أمام أن أنا أنت أنه أنها أو أول أي أيضا إذ إذا إلا إلى إن إنه إنها ال
        التي الذي الذين الى ان او بأن بعد بعض بل بما به بها بين تم تلك ثم حتى حول حيث حين خلال
        دون ذات ذلك سوف ضد عام عدة عدم على عليه عليها عن عند عندما غير فإن فقد في فيه فيها قال
        قالت قبل قد كان كانت كل كلا كما كيف لا لدى لقد لكن لكنه لم لماذا لن له لها لهذا لو ليس
        ليست ما مثل مع معه مما من منذ منه منها نحو نفس هذا هذه هل هم هن هنا هناك هو هي و وأن وإن
        وفي وقال وقد وكان وكانت ولا ولم وما ومن وهو وهي يا يتم يكون""",
    "zh ja": """
        的 了 是 在 和 与 及 或 也 都 就 而 但 被 把 从 向 对 于 以 为 之 其 此 这 那
        他 她 它 们 我 你 您 吗 呢 吧 啊 着 过 得 地 很 更 最 又 再 还 將 将 已 不 無
        没 與 為 這 個 个 說 说 の に は を た が で て と し れ さ も な る い ら り
        こ そ あ か や よ う ん き け く す せ ち つ ね へ ほ ま み め ゆ わ っ ゃ ゅ
        ょ ー 々""",
}
"""By language; the last are single characters."""
