"""X: one submission's parts held against each other."""

from selfeval.checks import Checks, equal, rule, same
from selfeval.forms.submission import Submission


@rule("X109", "verify", zh="各表的单位、年度或填表人不一致", en="Unit, year or preparer differ between the parts")
def names(s: Submission) -> Checks:
    """各表的单位名称、年度、填表人应一致。

    可能合理：各表由不同的人填报。
    怎么办：核对单位名称和年度，改正写错的一处。
    ---
    Unit, year and preparer are the same in all parts.

    May be right: different people filled in the forms.
    To do: check the names and years, and mend the one that is wrong.

    source: 各表的表头
    since: 0.1

    ok:
        2024年度部门整体支出绩效自评表
        单位名称 | 某县某某中心
        全年预算数 | 全年执行数

        2024年度项目支出绩效自评表
        项目名称 | 某项目
        全年预算数 | 全年执行数

    bad:
        2024年度部门整体支出绩效自评表
        单位名称 | 某县某某中心
        全年预算数 | 全年执行数

        2023年度项目支出绩效自评表
        项目名称 | 某项目
        全年预算数 | 全年执行数

    silent:
        2024年度部门整体支出绩效自评表
        全年预算数 | 全年执行数
    """
    for said, *others in (s.years,) if s.years else ():
        yield from (equal(other, said).noted("years-differ", first=said) for other in others)
    for texts, note in ((s.units, "units-differ"), (s.preparers, "preparers-differ")):
        if len({text.text for text in texts}) > 1:
            odd = next(text for text in texts if text.text != texts[0].text)
            yield same(odd, texts[0]).noted(note)
        elif len(texts) > 1:
            yield same(texts[1], texts[0])
