"""F: the files as such, how they were read, and what was found in them."""

from selfeval.checks import Checks, equal, rule, same, worded
from selfeval.document import Where
from selfeval.figure import Figure, Text, figure, total
from selfeval.forms.evaluation import EvaluationForm
from selfeval.forms.node import Form
from selfeval.forms.submission import FileFacts, Submission
from selfeval.units import YEAR

NOTHING_ELSE = Text("")


@rule("F001", "missing", zh="文件读不出来", en="The file can't be read")
def unreadable_file(f: FileFacts) -> Checks:
    """文件应能读出：没有损坏、加密，是 Word 或 Excel 文件，不超过安全限制。

    可能合理：无；没有读出的文件不等于没有问题。
    怎么办：按提示另存、解密或换一份文件重新报送。
    ---
    The file can be read: not damaged, not encrypted, of a type that is known, within the limits.

    May be right: never; what was not read was not checked.
    To do: save it anew, take off the password, or send another copy, as the message says.

    source: 本工具的读取范围
    since: 0.1

    ok:
        项目 | 2024年决算数
        三公经费 | 12.50

    bad:
        unreadable: encrypted

    silent: it never is, a file is read or it is not
    """
    reason = f.unreadable.text
    yield same(Text(f.name, f.unreadable.where), NOTHING_ELSE, holds=not reason).noted(
        "unreadable", detail=f.detail, reason=worded(f"unreadable-{reason}") if reason else ""
    )


@rule("F002", "missing", zh="没有找到自评表或自评报告", en="No self-evaluation form or report was found")
def no_known_form(s: Submission) -> Checks:
    """至少有一张自评表、基础数据表或一份自评报告；只有目标申报表、三公经费表的，写明找到了什么。

    可能合理：送错了文件。
    怎么办：报送自评表；表名、栏目名与通用格式不同的，用 selfeval labels 查看。
    ---
    A submission holds a self-evaluation form, a basic-data table or a report. A target table or a three-public table alone is named.

    May be right: the wrong file was sent.
    To do: send the form; where its labels are unlike any known, see `selfeval labels`.

    source: 本工具的读取范围
    since: 0.1

    ok:
        项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46

    bad:
        2025年度项目支出目标申报表
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 备注
        产出指标 | 数量指标 | 就读人数 | ≤500人 |

    silent: the file could not be read, F001 speaks
        unreadable: encrypted
    """
    if s.files and all(f.unreadable.text for f in s.files):
        return
    known = [form for form in s.forms if form.kind != "target-table"]
    tables = (*s.forms, *s.other_tables)
    found = next((table.kind for table in tables), "nothing" if s.files else "no-file")
    name = next((f.name for f in s.files if not f.unreadable.text), "")
    place = Text(name or s.name, tables[0].where if tables else Where(name or s.name))
    yield same(place, NOTHING_ELSE, holds=bool(known)).noted("no-form", found=worded(f"found-{found}"))


@rule("F003", "missing", zh="缺少应报送的材料", en="A part that is required is missing")
def missing_form(s: Submission, *, required: str = "") -> Checks:
    """配置 required 所列的各种材料都有；没有配置时不查，报告开头写明找到了哪些表。

    可能合理：这个单位按规定不用报送。
    怎么办：补报缺少的材料。
    ---
    Every part that `required` of the configuration lists is there. Without such a list nothing is asked.

    May be right: the unit need not send it.
    To do: send what is missing.

    source: 各地的报送要求
    since: 0.1

    ok:
        set: required=basic-data
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        公用经费 | 30 | 28

    bad:
        set: required=basic-data department-report
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2024年预算数 | 2024年决算数
        公用经费 | 30 | 28

    silent:
        项目 | 2024年预算数 | 2024年决算数
        公用经费 | 30 | 28
    """
    for kind in required.split():
        found = next((form for form in s.forms if form.kind == kind), None)
        place = Text(found.title, found.where) if found else Text(s.name, Where(s.files[0].name if s.files else s.name))
        yield same(place, NOTHING_ELSE, holds=found is not None).noted("missing-form", kind=worded(f"kind-{kind}"))


@rule("F004", "verify", zh="有文字没能归位", en="Text that could not be placed")
def unread_text(f: FileFacts) -> Checks:
    """正文中的每段文字都应读入表格或段落；读到而放不进去的，逐条列出，不会悄悄丢掉。

    可能合理：无。
    怎么办：在 Word 或 Excel 中打开，人工核对这段文字。
    ---
    Every piece of the body's text is read into a table or a paragraph; what could not be placed is listed, never dropped.

    May be right: never.
    To do: open the file and look at that text.

    source: 本工具的读取范围
    since: 0.1

    ok:
        项目 | 2024年决算数
        三公经费 | 12.50

    bad:
        unread: 一段文字

    silent: it never is, every file is counted
    """
    yield from (same(text, NOTHING_ELSE, holds=False).noted("unread") for text in f.unread)
    if not f.unread:
        yield from clean(f)


def clean(f: FileFacts) -> Checks:
    """That nothing of the kind was met in the file, where it could be read at all."""
    if not f.unreadable.text:
        yield same(Text(f.name, f.place), NOTHING_ELSE, holds=True)


@rule("F005", "verify", zh="有未接受的修订或隐藏内容", en="Tracked changes or hidden content")
def tracked_changes(f: FileFacts) -> Checks:
    """没有未接受的插入、删除，没有隐藏文字，没有藏着数字的行、列、工作表。

    可能合理：审核过程中的修订。
    怎么办：接受或拒绝全部修订，取消隐藏后重新报送。
    ---
    No unaccepted insertion or deletion, no hidden text, no hidden row, column or sheet that holds figures.

    May be right: changes of a review that goes on.
    To do: accept or reject all changes, unhide, and send it again.

    source: 本工具的读取范围：按接受全部修订后的样子核对
    since: 0.1

    ok:
        项目 | 2024年决算数
        三公经费 | 12.50

    bad:
        insertions: 2
        deletions: 1

    bad:
        hidden: 12.50

    silent: it never is, every file is counted
    """
    yield equal(total((f.insertions, f.deletions)), figure("0")).noted(
        "tracked", insertions=f.insertions, deletions=f.deletions
    )
    yield from (same(text, NOTHING_ELSE, holds=False).noted("hidden") for text in f.hidden)


@rule("F006", "error", zh="数字格里不是数字", en="A figure's cell holds something else")
def not_a_number(x: Figure) -> Checks:
    """金额、分值、得分、执行率等数字格里应是一个数字；读不成数字的原样引出，不当作零。

    可能合理：无。
    怎么办：改填数字；说明写在原因栏。
    ---
    A cell of money, weight, score or rate holds one number; anything else is quoted and never taken for zero.

    May be right: never.
    To do: write a number; put remarks in the reason column.

    source: 填报说明
    since: 0.1

    ok: a figure that can be read is no check
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训场次 | 10场 | 10场 | 10 | 10

    bad:
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训场次 | 10场 | 10场 | 15分左右 | 10

    silent: a sign for nothing
        一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
        产出指标 | 数量指标 | 培训场次 | 10场 | 10场 | / | -
    """
    if x.why is not None and x.why.key == "not-a-number":
        yield same(Text(x.typed, x.where), NOTHING_ELSE, holds=False).noted("not-a-number")


@rule("F007", "style", zh="模板的提示语或旧年份没有改", en="The template's prompt or an old year was left in")
def template_residue(form: Form, s: Submission) -> Checks:
    """填报内容里没有模板的提示语和示例；栏目里的年份是它应有的年份（E111、F010 已指出的不再重复）。

    可能合理：模板本身印的是旧年份。
    怎么办：删去提示语，改正栏目里的年份。
    ---
    No prompt or example of the template is left in an answer, and each label carries the year that it should.
    Silent where E111 or F010 speaks.

    May be right: the template itself was printed with the old year.
    To do: delete the prompt, mend the year in the label.

    source: 填报说明
    since: 0.1

    ok:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年决算数
        三公经费 | 12.50 | 10.00

    bad: 1
        2024年度部门整体支出绩效评价基础数据表
        项目 | 2023年决算数 | 2024年决算数
        三公经费 | 12.50 | 10.00
        楼堂馆所控制情况（2023年完工项目） | 批复规模（m²） | 实际规模（m²）
         |  |

    bad:
        2024年度部门整体支出绩效评价基础数据表
        项目 | 上年决算数 | 本年决算数
        三公经费 | 12.50 | 10.00
        厉行节约保障措施 | 严格执行接待审批制度，压缩会议和培训开支。（100字以内）

    silent:
        部门整体支出绩效评价基础数据表
        项目 | 上年决算数 | 本年决算数
        三公经费 | 12.50 | 10.00
    """
    for label in form.dated:
        ought = s.year - figure(-label.offset, YEAR) if label.offset else s.year
        yield equal(label.year, ought).noted("label-year", label=label.label)
    yield from (same(prompt, NOTHING_ELSE, holds=False).noted("prompt") for prompt in form.prompts)


@rule("F008", "style", zh="文件带有宏、外部链接或嵌入对象", en="Macros, external links or embedded objects")
def external_content(f: FileFacts) -> Checks:
    """文件不带宏、外部链接和嵌入对象；带有的写明名称，从不打开。

    可能合理：单位自用的模板带宏。
    怎么办：另存为不带宏的 .docx 或 .xlsx，断开外部链接。
    ---
    No macros, external links or embedded objects; they are named and never opened.

    May be right: the unit's template has macros.
    To do: save it as plain .docx or .xlsx and break the links.

    source: 本工具的读取范围
    since: 0.1

    ok:
        项目 | 2024年决算数
        三公经费 | 12.50

    bad:
        external: macros

    silent: it never is, every file is counted
    """
    for text in f.external:
        yield same(text, NOTHING_ELSE, holds=False).noted("external", kind=worded(f"external-{text.where.label}"))
    if not f.external:
        yield from clean(f)


@rule("F009", "verify", zh="同一种表有两份", en="A form that a submission has once stands twice")
def second_form(f: FileFacts) -> Checks:
    """基础数据表、部门自评表、部门自评报告在一份材料里各有一份；同一文件或合并核对时有两份的，写明读了哪一份；
    文件夹里同一单位、同一年度有两个文件都有的，写明各自单独核对。

    可能合理：正式稿和修改稿一起报送。
    怎么办：只保留最后的一份。
    ---
    Basic data, the department's form and its report stand once in a submission; where one stands twice the message says which was read,
    and where two files of a folder hold it, that each stays by itself.

    May be right: a draft was sent along.
    To do: keep the last one only.

    source: 本工具的读取范围
    since: 0.1

    ok:
        部门整体支出绩效自评表
        年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46

    bad:
        部门整体支出绩效自评表
        年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 46

        部门整体支出绩效自评表
        年度预算申请（万元） | 年初预算数 | 全年预算数 | 全年执行数
        年度资金总额 | 46 | 46 | 40

    silent: it never is, every file is counted
    """
    if not (f.second_forms or f.twins):
        yield from clean(f)
    for form, first in zip(f.second_forms, f.first_forms, strict=True):
        yield same(form, first, holds=False).noted("second-form", kind=worded(f"kind-{form.text}"), first=first)
    if f.twins:
        twins = "、".join(twin.text for twin in f.twins)
        yield same(Text(f.name, f.place), NOTHING_ELSE, holds=False).noted("twin-file", twin=twins)


@rule("F010", "missing", zh="应写文字的格没有写", en="A text that the form asks for is missing")
def blank_text(form: EvaluationForm) -> Checks:
    """实施内容、预期目标、实际完成情况、评价结论、存在问题、改进措施应有文字；空着、只有一个数字、只有模板提示语的都不算。“无”算回答。

    可能合理：无。
    怎么办：按栏目要求填写文字。
    ---
    The texts that the form asks for are there; a blank, a mere figure or the template's prompt is none. 无 is an answer.

    May be right: never.
    To do: write what the label asks for.

    source: 各自评表的文字栏
    since: 0.1

    ok:
        项目支出绩效自评表
        全年预算数 | 全年执行数
        预期目标 | 完成三期业务培训，提升经办能力。
        实际完成情况 | 完成三期业务培训。

    bad:
        项目支出绩效自评表
        全年预算数 | 全年执行数
        预期目标 | 43.2
        实际完成情况 | 完成三期业务培训。

    bad:
        项目支出绩效自评表
        全年预算数 | 全年执行数
        评价结论 | 结合自评情况，说明项目自评总分（200字以内）

    silent:
        项目支出绩效自评表
        全年预算数 | 全年执行数
    """
    for answer in form.answers:
        yield same(answer.text, NOTHING_ELSE, holds=not answer.fault).noted(f"answer-{answer.fault or 'blank'}")
