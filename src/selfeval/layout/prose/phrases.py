"""The set phrases of budget prose: what stands before a figure and says what it is, what is said without a figure, and how names look."""

import re

YEAR = r"(?:(?:19|20)\d\d年(?!初)度?)"
OTHER_YEAR = rf"(?:上年度?|上一年度?|去年|前一年度?|往年|{YEAR})"
OF_YEAR = "(?:同期|同口径|决算|预算|支出|收入|执行|实际|总额|年初|数|的|年?末|年?底|度)*"
THAN = "(?:相较于?|较之?|与|比|同|和)"
OF_BUDGET = "(?:指标|安排|批复|总额|金额|资金|总?收入|总?支出|数|的)*"
NOUNS = "(?:合计|总计|总额|金额|总量|数|额)*"

# The name of a phrase, and how it is written; where several fit in one place the first is taken.
PHRASES = {
    "carried": f"{OTHER_YEAR}末?(?:财政拨款|财政)?(?:结转和?结余|结余结转|结转|结余)(?:资金)?",
    "reference": rf"{THAN}{OTHER_YEAR}(?:\(?{YEAR}\)?)?{OF_YEAR}(?:相比较?|比较|对比|相比)?|同比|环比|[较比](?:同期|上期)",
    "against": rf"(?:{THAN}|超出?过?){YEAR}?(?:年初|全年|当年|本年度?|年度|调整后?的?)?(?:部门)?预算{OF_BUDGET}(?:相比较?|比较|对比|比)?",
    "completion": rf"(?:完成了?|占|为|是|达到?)(?:{YEAR}|当年|本年)?(?P<base>年初|全年|年度|调整后?的?|调整)?{YEAR}?(?:部门|收入|支出|采购)?预算{OF_BUDGET}(?:比例|比重)?(?:为|是|达到?)?$",
    "execution": "(?:预算|资金|支出|整体|全年)*(?:执行|支付|支出)(?:率|进度)|预算完成率",
    "annual": f"(?:全年|调整后?的?|追加后的?|变更后的?|年度调整|最终)(?:部门|支出|收入)?预算{OF_BUDGET}|预算{OF_BUDGET}(?:调整后(?:数|为)*|调整[为到至]+)|调整后(?:为|数)?",
    "added": "(?:年中)?(?:预算)?(?:追加|调增|调减|核增|核减|调整增加|调整减少)(?:了)?(?:预算|资金|经费|指标)*|预算调整(?:金额|数|额)",
    "grown": "净?(?:增加|增长|上升|上涨|提高|提升|上调|(?<!新)增(?!收|殖|设|强|发|值|效|产|进|补))(?:了|额|率|幅度?|数)?|增幅|涨幅|升幅|超收|[升涨]$|(?<=[数算期年入出])[多高]$|多支出?|多[花用]了?|多收入?|超支(?:率|额)?|超出|超过|高出",
    "shrunk": "净?(?:减少|下降|降低|压减|压缩|缩减|下调|(?<![精审核削])减(?!免|灾|负|排|税))(?:了|额|率|幅度?|数)?|降幅|减幅|短收|降$|(?<=[数算期年入出])[少低]$|(?:资金)?节约(?:率|额|资金)?|节省|节支率?|少支出?|少[花用]了?|少收入?|低于|少于",
    "initial": f"年初(?:部门|支出|收入)?(?:预算|批复|安排|下达){OF_BUDGET}|(?:{YEAR})?年初数|年初部门预算{OF_BUDGET}",
    "budget": f"(?:(?<!公共)(?<!基金)(?<!经营)预算|预算(?=安排|批复))(?![内外价法科股]|单位|管理|绩效){OF_BUDGET}|批复|安排(?=数|为|了|$)|安排(?:资金|预算)",
    "final": f"(?:支出)?(?:总)?决算(?:总?支出|收入|合计|总计|金额|总额|数)*|(?:实际|累计|已)?(?:完成|发生)?(?:支出|(?<!转移)支付|使用(?![费金率权面年寿效])|执行|开支|列支|报销|花费|花销|花了|用去){NOUNS}|(?:实际|累计|已)(?:完成|发生|支|用)(?!投资)",
    "income": f"收入{NOUNS}",
    "received": "(?:资金)?(?:到位|下达|拨入|拨付到位|收到)(?:资金)?",
    "balance": "(?:年末|当年|本年|期末)?(?:结转和?结余|结余结转|结转下年|结余|结转|剩余|结存)(?:资金|金额|数)*",
    "quota": "(?:核定)?编制(?!范围|内|外|说明|口径|预算|了|《|年)(?:人数|总数|数)?",
    "staff": "(?:年末)?(?:实际|现|实)?(?:实有|在职在编|在编在职|在编在岗|在职|在编|在岗|现有)(?:在职|在编|在岗)?(?:教职工|人数|职工|干部|人员|数)*(?!编制(?![内外])|制)",
    "retired": "(?:离退休|退休|离休)(?:人数|干部|职工|人员|数)*",
    "score": "(?:综合|自评|最终|整体|绩效|评价|总)*(?:得分|评分|打分|分数|总分|分值)|(?:综合|自我)?(?:自评|评价)(?:结果)?(?=[为是])|自评$|得$|评为$",
    "total": "共计|总计|合计|总额|总金额|总数|累计|共有|共",
    "prior": f"{OTHER_YEAR}(?:同期)?",
}  # fmt: skip
# No phrase begins with any other character; to look at it first spares the trial of each phrase in each place.
BEGINNINGS = "12上年去前往拨结和资相较与比同期决预支收执实总环超全当本调整安批完占为是达到追变最增减核少净升涨提高发多下降低压缩短节合累已使用开列报花剩编现在离退综自评绩得分打共"
PHRASE = re.compile(f"(?=[{BEGINNINGS}])(?:{'|'.join(f'(?P<{name}>{pattern})' for name, pattern in PHRASES.items())})")
MEASURES = {
    "initial": "initial_budget", "annual": "annual_budget", "budget": "budget", "final": "final", "income": "final",
    "received": "received", "balance": "balance", "carried": "balance", "added": "amount", "quota": "quota",
    "staff": "staff", "retired": "retired",
}  # fmt: skip
MONEY = ("initial", "annual", "budget", "final", "income", "received", "balance", "carried", "added")
PEOPLE = ("quota", "staff", "retired")
VALUES = frozenset((*MEASURES.values(), "count", "quantity", "score"))
MONEY_VALUES = ("initial_budget", "annual_budget", "budget", "final", "received", "balance", "amount")
# Those that name the thing themselves, so that they stay in its name.
NAMED = ("quota", "staff", "retired", "income", "final", "carried", "added", "balance", "received")
# Those after which the figure is what a change is held against, or what it grew or shrank by.
HELD = ("reference", "against")
CHANGED = ("grown", "shrunk")
BASES = {"年初": "年初预算", "全年": "全年预算", "调整": "全年预算", "调整后": "全年预算", "调整后的": "全年预算"}
BUDGETS = {"年初预算": "initial_budget", "全年预算": "annual_budget"}

# Where a clause ends: a stop that is not within a number or a time, a sign of a list, an equation between words.
SEPARATOR = re.compile(
    r"(?=[，。；;！!？?\n→＋①-⑳—+=＝：:,.])(?:"
    r"[，。；;！!？?\n→＋①-⑳]|——?(?=[^\d—])|(?<=[^\x00-\x7f])[+=＝]|(?<!\d)[：:]|[：:](?!\d\d)|(?<!\d),|,(?!\d{3}(?!\d))|(?<=[^\x00-\x7f%)])\."
    r")"
)
INSIDE = re.compile(r"\([^()]*\)")
BULLET = re.compile(r"\(\d{1,2}\)")
SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
# What may stand before a figure that has no words of its own.
BARE = "、,和及以与 "
# What stands between a phrase and its figure.
LINK = re.compile("[为是共达到至数的了额约有计,各均都分别也亦]*")
SHARE = re.compile("(?P<about>约|近)?占(?:了)?(?P<of>[^占]*?)(?:的?(?:比例|比重|比)(?:分别)?|的)?(?:为|达到?|约)?$")
OF_TASK = re.compile("(?:完成|为|占|达到?)[^占]{0,10}(?:任务|目标|计划)数?的?$")
# 预算收入1,350万元: the budget of all income.
PLANNED_FLOW = re.compile("(?:20\\d\\d年度?|全年|本年度?|年初)?(?:部门|单位)?预算总?(?P<flow>收入|支出)")
LIMIT = re.compile("低于|少于|超过|超出|高出")
# 提高到 95% is a value, 提高 5% a change.
UP_TO = re.compile("[到至]")
# 由上年的3万元降至2万元: what stands before each of the two, and between them.
FROM = re.compile(f"^(?P<noun>.*?)[由从](?P<prior>{OTHER_YEAR}?)(?:年[初末])?的?$")
TO_AFTER = re.compile("[^，。；0-9]{0,6}?[到至]")
TO = re.compile("^[^，。；0-9]{0,6}?[到至](?:今年|本年度?|20\\d\\d年度?)?的?")
FROM_TO = re.compile(
    "[由从].*(?:减至|增至|增加到|增加至|减少到|减少至|提高到|提高至|提升至|提升到|扩大到|下降到|下降至|降至|降到|升至|升到)$|^(?:减至|增至|提高到|提高至|扩大到|下降到|降至|降到|升至|提升至)"
)
# 3万元全部下达: behind the figure stands what was done with it.
DONE_BEHIND = re.compile(
    r"[^，。；0-9需待后未尚拟将应次]{0,6}?(?:\d{1,2}月(?:\d{1,2}日)?[^，。；0-9需待后未尚拟将应]{0,4})?(?:全部|全额|已)?(?P<done>下达|到位|支付|列支)"
)
DONE_WITH_ALL = re.compile("(?:均|全部|都|全额)已?(?:到位|下达|拨付|支付|发放|兑付|使用|列支)")
STAFF_BEHIND = re.compile("在职|在编|在岗")
# 兼职校医2人不占编制: they work there, and are no staff of the unit.
OTHER_PEOPLE = re.compile("兼职|遗属")
# 现有在校学生: those whom a unit serves are not its staff.
LEARNERS = re.compile("学生|学员|幼儿|患者|病人|居民|村民|人口|对象|党员|床位")
BECAUSE = re.compile("由于|因(?!公)")
# Money that came of the work, and was not spent on it.
RESULTS = re.compile(
    "追回|追缴|征缴|代缴|挽回|增收|减免|发放|收缴|征收|入库|救助|节能|实现产值|补偿|兑现|为.{2,8}(?:减|增)|回收|引进|捐[赠款]|罚没|税收|产值|销售"
)
# 比上年减少4人，其中退休3人、调出1人: who came and went is no part of the staff.
MOVED = re.compile("退休|[调转][出入]|录用|招[录聘]|考[入录]|新[进增]|辞[职退]|离职|去世|死亡|病故")
# A change that speaks of the budget by itself: 节约, 超支, 短收.
THRIFT = re.compile("[节超短]")
# 执行率较上年提高5%: the rate itself is what changed.
OF_RATE = re.compile("率(?:较|比|同比)")
POINTS_WON = re.compile("[得评]")
# 10分，得9.6分: what is won stands behind what could be.
WON_BEHIND = re.compile("[，,]?(?:自评|实际|实|评)?得")
# 自评总分96分: what was won.
FULL_MARKS = re.compile("(?<!自评)(?<!评价)(?<!最终)(?<!综合)总分|分值|满分")
# 减支1.05万元, 增加支出3万元: the change is of what was spoken of.
SPENT_MORE = re.compile("^(?:开支|支出?|收入?|了)")
# 办案经费86万元，支出82万元: what was spent stands behind the amount, which is none of it.
SPENT_NEXT = re.compile(
    "(?:全年|本年度?|当年|已)?(?:实际|累计|已)*(?:完成)?(?:支出|支付|使用|执行|列支)(?:[了为共资金数]|\\d)"
)
SPENT_NAMED = re.compile("支出|收入|决算|[使支]用|执行")
SPENT = re.compile("决算|实际|执行|支付|列支|开支")

# A unit before the year: 县消防救援大队2024年地方财政保障经费.
OF_UNIT = re.compile(f"[^，。；、\\d\\s]{{1,12}}(?:[局委办乡镇院校馆所站会]|中心|大队|办公室)(?={YEAR}\\S{{2}})")
# The unit that reports: what it was given and spent is all of its income and spending.
ORGAN = "[局委办镇院校馆所站]|(?<!下)乡|中心|大队|支队|协会|工会|残联|妇联|科协|联合会|政府|法院|检察院"
BEFORE_ORGAN = "[^，。；、\\d\\s]{1,14}"
OWN_UNIT = "(?:我|本|全)(?:单位|部门|中心|[局镇乡委办站所院校馆队])"
UNIT = re.compile(
    f"(?!.*(?:下达|批复|安排|拨))(?:{BEFORE_ORGAN}(?:{ORGAN}|机关|系统)"
    "|(?:我|本|全)(?:单位|部门|[局镇乡委办站所院校馆队区市县])|部门|单位)"
)
AT_TIME = re.compile(f"(?:{YEAR}|全年|本年度?|当年)+$")
OF_OUR_UNIT = re.compile(
    f"(?:[、,]|{YEAR}|全年|本年度?)*{OWN_UNIT}|{BEFORE_ORGAN}(?:{ORGAN})(?:{YEAR}|全年|本年度?|当年)"
)
# What a name begins and ends with that is no part of it.
LEAD = re.compile(
    rf"(?:[、,;和及以或与的] ?|其中|全部|控制在|不突破|年初(?:核定|批复|安排|下达)的?(?=\S{{2}})|(?:该|此|这)项(?=$)|(?!(?:19|20)\d\d年)\d{{3,7}}(?=[^\d\s])|年?底前|前(?=$)|从.{{2,3}}看|但是?|仍然?|却|另外?|仅|尚有?|还有|加上|\d{{1,2}}月(?:底|末|份|\d{{1,2}}日)?|年内|[上本]年度?末|[a-h][.、]|——?|(?:19|20)\d\d$|.*(?:原因(?:是|为)?|主要是|是因为|系因|主要系)|截[至止]到?|收支相抵后?|相当于|列支(?=\S{{2}})|(?:自评|评价)结[论果](?=$)|(?:资金)?来源(?:于|为|是|包括|有)?|{YEAR}(?:年?[末底初])?|{OTHER_YEAR}|年末|年底|期末|全年|当年|本年度?|年度|今年|目前|现(?=共?有)|按.{{2,4}}(?:分|划分)$"
    r"|(?:[省市县区州]?财政局?(?:批复|下达|核定|安排)(?:给|了)?)?我(?:单位|局|部门|中心|县|镇|乡|委|办|站|所|院|校|馆|队|区|市)|本(?:单位|局|部门|中心|站|所|院|校)|本级(?=$|支出|收入)|该单位(?=\S)|[一二三四五六七八九]是|共计?|累计|合计|总计|相比较?|相比"
    r"|主要(?:用于|包括|是|为)?|包括|包含|含|分别|用于|支付(?=\S{2})|完成|实现|达到?|按照?|涉及(?=\S{2})|由于|因(?!公)|经自评|上级共|(?:县|市|省)财政先后|纳入.{2,20}范围的"
    r"|(?:(?:(?:中央|[省市县区州]级?)?财政局?|上级))?(?:安排|下达|拨付|拨入|到位|收到)(?:给|了)?(?:我(?:单位|[县市区镇乡局校院委]))?(?=[^，]{2,}(?:资金|经费|补助|专项|补贴)$)"
    r"|[“”\"'《》\s])+"
)
# 县财政安排乡村振兴专项经费50万元: the word for what was given stands before the name.
ARRANGED = re.compile(
    "安排(?:给|了)?(?:我(?:单位|[县市区镇乡局校院委]))?[^，]{2,}(?:资金|经费|补助|专项|补贴)(?:共|共计)?$"
)
# 完成政府采购100万元: what was done stands before the name.
DONE_BEFORE = re.compile("(?:完成|发生)了?[^，率]{2,}(?:费|费用|采购|支出)$")
OURS = re.compile(f"{OWN_UNIT}|(?:部门|单位)(?:预算|决算)")
TRAIL = re.compile(
    "(?:年[初中][未没无]|[、,和及以或与的为是共达到至了约有各都也亦“”\"'《》\\s]|(?<![人户次亩床生车])均|方面|(?:使用|管理|执行|开支|安排|控制)*(?:情况|较好|良好|规范|有力)|如下|含|分别|主要|累计|历年(?:决算数?)?|全年|当年|本年度?|年中|实际|发生|实现|资金额|金额|总额|(?<=费)财政拨款(?:支出)?|按.{2,6}(?:分类|划分|分)|(?<=[公”])财政拨款(?:支出)?|平衡|最高|最低|最多|最少|次之|幅度|先后|共计|折合|约计|总计$|(?<=[出入费])中$)+$"
)
VERBS = re.compile(
    "(?:全[局县镇校市乡]|共|先后|累计|全年|已)*(?:举办|开展|组织|完成|新建|改造|建成|建设|购置|购买|更新|采购|办理|查处|处理|受理|发放|下辖|下设|内设|设立|设有|设|聘用|慰问|走访|检查|抽查|新增|确保|服务|惠及|覆盖|涉及|制作|印发|印制|接待|安排|召开|进行.*|.*进行了?|办|对|带动)了?"
)
# 某大队下设四个中队: what a unit has stands behind the figure.
HAVING = re.compile("(?:下设|下辖|内设|设有|设立|(?<![建开架铺敷增常])设)$")
# Where the noun behind a figure ends.
NOUN_END = re.compile("[、,，。的(和及]|待遇|以上")
# 商品和服务, 对个人和家庭 are one name.
SPLIT = re.compile("、|以及|(?<!商品)(?<!个人)和|及|与|,")
JOINERS = ("以及", "及", "和", "与")
JOINED = re.compile("[和及与]")
COUNTED = re.compile(
    "股室|科室|处室|室$|机构$|机构数|二级单位|下属单位|所属单位|预算单位|直属|股所|站所|内设|基层所|单位$|部门$"
)
# What a unit's list of organs or things begins with, and goes on to after the thing that is counted.
LISTING = re.compile("^.*?(?:内设机构有|内设|下设|下辖|设有|设立|设|包括)")
AFTER_COUNTED = re.compile("(?:预算|支出|决算).*$")
NAMES_BRACKETED = re.compile(r"\((?P<names>[^()\d]*、[^()\d]*)\)")
NOUN_AND_NAMES = re.compile(r"[^(，。]{2,10}\((?P<names>[^()]*、[^()]*)\)")
# A list that ends so names only some.
AND_OTHERS = "等"
SOME_ONLY = re.compile(r"等(?:\d+[个家项])?[^、]{0,6}$")
ORGAN_ENDS = "股室科心站队办所部处局院校馆园会组厂场库"
SPENDING = (
    "整体", "基本", "项目", "总", "公用", "人员", "公共预算", "基金预算", "经营预算", "经营", "商品和服务", "福利", "教育", "资本性", "转移",
    "对个人和家庭的补助", "业务", "专项",
)  # fmt: skip
STAFF_KINDS = (
    "行政", "事业", "工勤", "公务员", "参公", "机关", "工勤人员", "后勤", "全额", "差额", "行政人员", "事业人员",
)  # fmt: skip
# 社会保障和就业支出(类)…(款)行政单位离退休(项): the last of a chain is the thing.
CLASSES = re.compile(r"(?P<name>[^()，。；：、]{2,30}\([类款项]\))$")
# What the name of a thing ends with that a clause without a figure may announce.
NAME_ENDS = (
    "费", "支出", "经费", "资金", "收入", "项目", "补助", "预算", "采购", "补贴", "专项", "公", "公”", "接待", "置", "护", "境",
    "境)", "项)", "款)", "编制", "费用", "款", "金", "工程", "建设", "改造", "维修", "运行", "平台", "保障", "整治", "管护",
    "培训", "服务",
)  # fmt: skip
NAMING = re.compile("^(?:分别|包括|包含|其中|即|主要(?:有|是|包括)?|有|为|具体)?[为是有]?[:：]?")
YEARS = re.compile(YEAR)
THIS_YEAR = re.compile("[今本当]年|本期|年初|全年|本级")
YEAR_END = re.compile(f"^{YEAR}末")
HOW_MANY = re.compile(r"(?:[一二三四五六七八九十]|\d+)个?(?:项目|单位|部门|机构|科室)?$")

# What begins parts, and what names their whole.
PARTS_LEAD = re.compile(
    "(?:[、,]|其中|主要|具体)*(?:其中|(?:资金)?来源(?:为|包括|有|是)|包括|包含|含(?=\\S)|用于(?=\\S)|分别(?:[为是]|用于)|主要用于|具体为|具体是|即)[:：]?"
)
# 主要包括基本工资、津贴补贴、奖金等: what money was for, and no parts with figures.
NAMES_ONLY = re.compile("[^、]{2,}、.")
PARTS_INNER = re.compile(
    "其中|(?<=[入出])含(?![税量义有])|主要包括|包括|包含|主要用于(?:(?:以下|如下)(?:几个|几)?方面)?"
)
LEFT_OPEN = re.compile(
    r"(?:其中|如下|包括|包含|主要[为是有]|分别为|分别是|构成|明细|含|主要用于|(?:以下|如下)(?:几个|几)?方面)[:：,，]?\s*$"
)
EACH_NAMED = re.compile("分别(?:[为是]|用于)[:：]?")
MADE_UP = re.compile("(?:由.{0,3}部分|主要由.{0,6})?(?:构成|组成)$")
WITHIN = re.compile(
    "^(?P<whole>(?:从业)?[^，,、从]{2,24}?)(?:决算数?|总额|合计|总计|总数)?中(?:$|[，,]|(?=[^心小学央西药型间层断标]))"
)
WHOLES = ("支出", "收入", "人员", "职工", "单位", "编制", "经费", "干部", "教师", "案件", "项目", "指标", "资金")
VIEWED = re.compile(
    "(?:分项|从?来源|从?构成|从?结构|从.{0,6}(?:结构|构成|来源|科目|用途|性质|类别)|按.{2,8})(?:来?看|分|划分|分类)"
)
# What opens a bracket and names no part of what stands before it.
NO_PARTS = re.compile(
    "占|[较比同]|完成|执行率|增|减|降|升|上[升涨]|下降|提高|回落|为|约|不含|含税|预算|上年|去年|20\\d\\d年|单位[：:]|合|折|任务|目标|满分"
)
IN_ALL = re.compile("合计|总计|共计|共为?$")
# One figure for each of several things, and for both of two measures.
EACH = re.compile("[各均都]")
SHARED = re.compile("[各均都]|(?:总计|合计)为?$")
BOTH = re.compile("[均都]")
LIST_UNIT = re.compile(r"\(?单位[:：](?P<unit>万元|亿元|千元|元|人)\)?")

# What makes a reader doubt that a figure is of the thing that was named last.
PRONOUNS = ("前者", "后者", "其", "该项", "此项", "两者")
CLEAR = re.compile(
    "[^\x00-\x7f()、，。；：]{2,16}|[^\x00-\x7f，。；：]*\\([^()]*\\)[^\x00-\x7f，。；：]*|[^\x00-\x7f，。；：]{2,8}(?:、[^\x00-\x7f，。；：]{2,8})?"
)
VAGUE = re.compile(
    "^(?:[二两三]者|其余$|占|本期$|全[县市镇乡区局]$|[较比与同]|平均$|当期$|面向|[拉带]动|(?:得分|评分|总分|自评得?分|预算数?|决算数?|执行率|(?:年初|全年|调整)预算(?:数|金额)?|实际(?:支出)?)$|(?:年[初中])?(?:预算)?(?:批复|安排)(?=.{2})|[值率末达减增将把按给拟办可其各每全被使让向]$|提高|扩大|规划|超额|部分|个别|少数|多数|设定|原定|计划$|给出|负责|拟|剩余$|连同|辖$|对(?!个人和家庭)|将|把|从(?!业)|由|为(?!民)|以(?!工代赈)|在(?![职编岗校园])|到(?!位)|均(?!衡)|已|该|这|那|每|给|共(?![青享建同])|未(?!成年)|不(?!动产)|应(?!急)|并|及时|根据|按照|通过|截|发生|有(?!线)|另|返聘|安排|使用|计(?!划.)|年初$|资金$|陪同|来宾|收回)"
    "|的(?!补助|补贴|奖|支出)|(?<=.)(?:核[增减]|追加|调[增减])|包括|包含|用于|发现|(?<!公)共(?![公同建享产用])|(?:扣|降费|下设|下辖|内设|设有|空缺|季度|审定|了|的|地|得|着|过|等|并|且|而|但|以|对|为|向|被|把|从|由|至|达到?|约|第|每|各)$"
)
ADDED = re.compile("追加|调[增减]|核[增减]|预算调整")
OTHER_BASE = re.compile(
    "[较比](?:核定|上级|合同|原|总)?[^，。；]{0,4}?(?:编制|预期|目标|计划|合同|标准|限额|定额|控制数|期初|年初(?!预算|部门|批复|安排|下达|核定)|季度|月份?(?!度))"
    "|(?:低于|少于|不超过?|高于)(?:年初|全年|调整后?的?)?预算"
)
IN_SUM = re.compile("[两二三四五六七八九]项|合计|共")
# 乡村道路硬化，预算160万元: a short clause that says nothing else is the head of what follows.
HEADS = re.compile(
    "(?:项目[一二三四五六七八九十]|(?!.*(?:年|月|单位|部门|[我本]|[上前]|看|相|截|经|按|从|根据|其中|情况|如下|方面|严格|压|控|落实|[一二三四五六七八九]是))[^，。；：]{4,14})"
)
# 项目支出情况：, 项目一：: what names a thing stands behind the colon.
LEADS_ON = re.compile("项目(?:[一二三四五六七八九十0-9]+|名称)|.*情况")
# What a unit shall do with a thing is no head of what follows: 压减会议费.
TO_DO = re.compile(
    "规范|加[强快大]|严|压|控|落实|强化|提[高升]|完善|做好|确保|保障|推[进动]|开展|实施|健全|抓|统筹|盘活|减|增|优化|建立|进一步|坚持|按|根据|积极|切实|认真|无|未|没"
)
HEADS_APART = re.compile("[，；]")
# 支出进度不低于75%: a demand. 力争执行率达到98%: what is meant to be, as far as the sentence goes.
AT_LEAST = re.compile("不[低少高多大小]于$|不得?超过?$|未能?(?:达到?|完成)$")
INTENDED = re.compile("力争|下一步|明年|下年度|今后|下一年")
AS_ASKED = re.compile("(?:以上|以内)?的(?:控制)?(?:要求|目标|标准|规定|任务|指标|比例要求|红线)")
# Words of a clause without a figure that name a thing of their own.
SPOKEN_OF = re.compile("[^，。；、]{2}(?:费|经费|支出|收入|资金|项目|工程|专项|补助|补贴)(?!决算|预算)")
# What a thing has, and is no thing of its own: what comes after is said of the thing.
ATTRIBUTE = re.compile("(?:投资|合同|中标|结算|[价值]|标准|[人户车均]均.*|每.*)(?:总?[金数]?额)?$")
# 人均可支配收入: what each has is no money of the unit.
PER_HEAD = re.compile("[人户次亩床生车]均|每")
LEFT_OVER = re.compile("[上去]年|年初|年末|期末|结转|结余")
# Who gives money is not what it is for.
GIVERS = re.compile("(?:中央|上级|[省市县区州]级?)(?:财政局?)?")
OVER_TIME = re.compile("截[至止]|累计")
# 职工总数 may be staff or all who were ever counted.
STAFF_NAMED = re.compile("(?:职工|教师|干部|在职)(?:人员)?(?:总|人)?数?$")
# Names that end so are of what is measured, or of what money is spent on.
MEASURED = re.compile("(?:(?<!年)[率度量数额]|人数|面积|里程|次数|户数|比例|比重)$")
FUND = re.compile("(?:接待|经费|资金|补助|补贴|项目|专项|费|总额|工程)$")
HOLDING = re.compile("^政府采购$|(?:资产|投资|负债|财政拨款)$|^授予.{2,8}合同$")
NAMED_MONEY = re.compile(
    "(?:费|费用|经费|资金|收入|支出|合计|项目|补助|补贴|采购|专项|工程|建设|改造|维修|维护|接待|购置|公|公”|境\\)?|项\\)|款\\)|款|金|编制|结余|结转|拨款|整体|基本|人员|公用|预算|运行|平台|保障|整治|管护|培训|服务|福利|就业|健康|卫生|教育|科学技术|传媒|农林水|社区|运输|环保|公共安全|国防|奖金|津贴|工资|救助|养护|租赁|印刷|物业|投资|资产|债|贷款|治理|防治|管理|宣传)$|^支出$|^(?:部门|单位)$|^追加$|^调[增减]$"
)
# Words that make of an amount more than a thing's: a budget, a contract, a use.
TURNS = re.compile("安排|批复|下达|列入|使用|投入|合同|中标|争取|落实|筹|拨|申请|上级|补助.*资金|计划|需|拟")
# 使用上年结转资金10万元: what was spent of it, not what is left.
USED_UP = re.compile("使用|动用|盘活|收回|消化|用于|调用")
# 单价50万元以上设备: the name goes on behind the figure.
RUNS_ON = re.compile("[^\x00-\x7f、，。；）)]")
# 预算执行率扣1分: no points that were won.
DEDUCTED = re.compile("扣分?[为约]?$")
# What was paid of a sum is not what something of it is left.
PAID = re.compile("拨付|支付|兑付|发放|已")
OWN_SCORE = re.compile("自评|综合|总|评价")
OVERALL = re.compile("总|平均|综合|合计|累计|共")
NO_BASE = re.compile("上年|去年|比$")
SUMMED_UP = re.compile("合计|总计|总额|共")

LESS, MORE = "(?:小于|低于|少于)", "(?:大于|高于|多于|超过|超出|超)"
SAME = "(?:等于|一致|持平|相等|相同|相符|吻合)"
BUDGET = "(年初|全年|调整后?)?预算(?!价)数?"
DONE = "(?:(?:决算|支出|执行)数?)"
COMPARE = (
    (-1, re.compile(f"{DONE}?{LESS}{BUDGET}|[较比]{BUDGET}(?:有所|略有|明显)?(?:减少|下降|偏低)")),
    (1, re.compile(f"{DONE}?{MORE}{BUDGET}(?!的)|[较比]{BUDGET}(?:有所|略有|明显)?(?:增加|上升|偏高)")),
    (0, re.compile(f"{DONE}?(?:与|和|同){BUDGET}(?:安排|相比|总额)*(?:基本|完全)?{SAME}|(?:决算数?)?等于{BUDGET}|预算数?(?:与|和)决算数?(?:基本)?{SAME}")),
)  # fmt: skip
# 均未超预算 denies it.
NEGATED = re.compile("[未不没]有?$|(?<!反)应$|[少多欠]$")
SLIGHT = "(?:有|有所|明显|略有|大幅|稍有|均|都|有较大幅度|较大幅度|有一定|均有所)*"
AGAINST_YEAR = rf"(?:{THAN}{OTHER_YEAR}{OF_YEAR}(?:相比)?|同比)"
DOWN, UP = "(?:减少|下降|降低|压减|回落|略降|降)(?![率幅空])", "(?:增加|增长|上升|提高|上涨|略升|略增)(?![率幅])"
TREND = (
    (0, re.compile(rf"{AGAINST_YEAR}(?:基本)?(?:{SAME}|无变化|没有变化|无增减变化?|不变|未发生变化|无增减)")),
    (-1, re.compile(rf"{AGAINST_YEAR}{SLIGHT}{DOWN}|{LESS}{OTHER_YEAR}{OF_YEAR}(?:水平)?")),
    (1, re.compile(rf"{AGAINST_YEAR}{SLIGHT}{UP}|{MORE}{OTHER_YEAR}{OF_YEAR}(?:水平)?")),
)  # fmt: skip
# After 与上年相比 a clause may say the direction alone: 公务接待费有所下降.
TURNED = re.compile(
    rf"(?P<noun>.{{2,20}}?)(?:总额|支出|决算数?)*(?:小幅|大幅|稳中|略|有所|略有|明显|均|都)*(?:(?P<down>{DOWN})|(?P<up>{UP})|(?P<same>基本持平|持平))$"
)
NO_RATE = re.compile("(?:无法|不能|不宜)(?:计算|比较|对比)|不可比|无可比性|不具有?可比性|不作比较")
GRADE = re.compile(
    '(?:等级|等次|级别|档次)(?:评定)?[为是:：]?[“"]?(?P<grade>优秀|优|良好|良|中等|中|较差|差|合格|不合格|一般)[”"]?(?!\\d|的)|评定为[“"]?(?P<grade2>优秀|优|良好|良|中|差)[”"]?'
)
# What stands between the thing that was graded and its grade.
GRADED = re.compile("(?:综合)?(?:绩效)?(?:自评|自我评价|评价|评定|考核)?(?:结果|综合)?$")
NO_GRADE = re.compile("均|没有|无")
REASON_HEAD = re.compile("的?(?:主要)?(?:原因|是因为)|的?主要(?:原因)?是")
# In a reason only figures are told.
REASON_LEAD = re.compile("主要[是为系]|原因|由于|因为|^(?:因(?!公)|系)")
REASON = re.compile("原因|由于|因为|主要是|严格")
# A reason ends with its part of the sentence.
REASONS = re.compile(f"(?:{REASON.pattern})[^；]*")
COLUMN_END = re.compile("(?:支出)?(?:决算|预算)数?(?:略|稍|明显|均)?$|(?<=费)支出$")
# A paragraph worth reading: most hold neither a figure nor one of these words.
WORTH = re.compile(
    "^\\s*其中|[0-9０-９]|百分之|持平|一致|无变化|无法|可比|预算数|[较比]上年|[较比]去年|等级|等次|[一二三四五六七八九十两百千万][余多]?(?:元|人|名|个|期|次|项|家|户|辆|台|分)"
)
# A clause without a figure that may say something: most say nothing of these. All begin with a plain character: such a
# pattern is searched for four times as fast.
TELLING = re.compile(
    "上年|去年|同比|环比|同期|预算|决算|持平|一致|无法|不可比|可比|等级|等次|档次|级别|评定|20\\d\\d年|其中|包括|分别|如下|上一年|前一年"
)
