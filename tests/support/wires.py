"""Reports of made-up agencies, and the same events in the words of made-up papers."""

from __future__ import annotations

WIRES = {
    "English": (
        "Ferries back in service after storm",
        "The ferries between Oldhaven and the northern islands were back in service on Tuesday after "
        "four days of storm, the harbour board said, and some nine hundred travellers who had slept in "
        "schools and in the town hall could leave for home.\n"
        "Harbour master Ada Winter said that two of the six piers were still closed because divers had "
        "found cracks below the water line, and that repairs would take until the end of the month at "
        "least.\n"
        "The islands depend on the boats for flour, fuel and mail. A helicopter of the coast guard had "
        "brought medicine to the smallest of them over the weekend.",
        "Oldhaven woke up to a long queue this morning: for the first time since Friday the white boats "
        "to the islands set out, and everybody who had been stranded wanted to be on the first of them. "
        "Our reporter spoke with a baker who has not sold a loaf in four days, and with Ada Winter, who "
        "runs the harbour and has not slept much. Divers, she told us, do not like what they saw at the "
        "old piers. On the islands shops were running out of nearly everything, and children had drawn a "
        "calendar on the wall of the school in which they counted the days without a boat.",
        "OLDHAVEN (Quayside Wire) - ",
    ),
    "Russian": (
        "Паромы снова ходят",
        "Паромное сообщение между Старой Гаванью и северными островами возобновлено во вторник после "
        "четырёхдневного шторма, сообщило управление порта. Около девятисот пассажиров, ночевавших в "
        "школах и в здании ратуши, смогли отправиться домой.\n"
        "Капитан порта Ада Зимина рассказала, что два из шести причалов остаются закрытыми: водолазы "
        "обнаружили трещины ниже ватерлинии, и ремонт займёт не меньше трёх недель.\n"
        "На острова пароходами доставляют муку, топливо и почту. В выходные вертолёт береговой охраны "
        "привёз лекарства на самый маленький из них.",
        "Утром на пристани выстроилась длинная очередь: впервые с пятницы белые пароходы пошли к "
        "островам, и каждый хотел попасть на первый рейс. Пекарь пожаловался нашему корреспонденту, что "
        "четыре дня не продал ни одной буханки. Ада Зимина, которая отвечает за порт и почти не спала, "
        "призналась: старые причалы ей не нравятся. В магазинах на островах закончилось почти всё, а "
        "дети рисовали на стене школы календарь и считали дни без парохода.",
        "СТАРАЯ ГАВАНЬ, 24 ноября. /Вести побережья/. ",
    ),
    "Chinese": (
        "渡轮恢复通航",
        "港务局星期二表示，连续四天的风暴过后，旧港与北部群岛之间的渡轮已经恢复通航，在学校和市政厅过夜的约九百名旅客终于可以回家。\n"
        "港务长冬艾达说，潜水员在水线以下发现裂缝，因此六个码头中仍有两个关闭，修复工作至少要到月底才能完成。\n"
        "群岛所需的面粉、燃料和邮件都依靠船只运送。周末期间，海岸警卫队的直升机曾把药品送到最小的岛上。",
        "今天清晨，码头上排起了长队：这是星期五以来白色客船头一回开往各岛，滞留的人都想挤上第一班。一位面包师向本报记者抱怨，四天"
        "里连一个面包也没有卖出去。负责港口的冬艾达几乎没有合眼，她承认老码头的情况令人担心。岛上的商店差不多卖空了，孩子们在学校墙上画了日历，数着没有船的日子。",
        "海滨通讯社旧港十一月二十四日电 ",
    ),
    "Arabic": (
        "عودة العبارات إلى العمل",
        "عادت العبارات بين الميناء القديم والجزر الشمالية إلى العمل يوم الثلاثاء بعد عاصفة دامت أربعة "
        "أيام، كما أعلنت إدارة الميناء، وتمكن نحو تسعمئة مسافر ناموا في المدارس وفي مبنى البلدية من "
        "العودة إلى بيوتهم.\n"
        "وقالت مديرة الميناء آدا الشتوي إن رصيفين من ستة أرصفة ما زالا مغلقين لأن الغواصين عثروا على "
        "شقوق تحت خط الماء، وإن الإصلاح سيستغرق حتى نهاية الشهر على الأقل.\n"
        "وتعتمد الجزر على السفن في الدقيق والوقود والبريد، وكانت مروحية لخفر السواحل قد حملت الدواء إلى "
        "أصغرها في عطلة نهاية الأسبوع.",
        "اصطف الناس منذ الفجر في طابور طويل على رصيف المدينة، فهذه أول مرة منذ الجمعة تبحر فيها السفن "
        "البيضاء نحو الجزر، وكل عالق يريد مكانا في الرحلة الأولى. شكا خباز لمراسلنا أنه لم يبع رغيفا "
        "واحدا طوال أربعة أيام. أما آدا الشتوي التي تدير الميناء ولم تنم إلا قليلا فاعترفت بأن حال "
        "الأرصفة القديمة لا يعجبها. وخلت رفوف الدكاكين في الجزر، ورسم الأطفال على جدار المدرسة تقويما "
        "يعدون فيه الأيام بلا سفينة.",
        "الميناء القديم (وكالة الساحل) - ",
    ),
}
"""Headline, report of an agency, the same event in a paper's own words, and how the agency begins."""
