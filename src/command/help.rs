//! The texts of `--help`, written by hand in both languages, one screen each.

use crate::diagnostic::Language;

/// Gives the whole command line its help in one language.
pub(super) fn attach(command: clap::Command, language: Language) -> clap::Command {
    let verbs: Vec<String> = command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect();
    let command = command.override_help(text("meritbook", language));
    verbs.into_iter().fold(command, |command, verb| {
        let help = text(&verb, language);
        command.mut_subcommand(verb, |verb| verb.override_help(help))
    })
}

/// Returns the help of a verb; that of the whole program for any other name.
pub(super) fn text(verb: &str, language: Language) -> String {
    let (own, common) = match language {
        Language::Chinese => (chinese(verb), COMMON_ZH),
        Language::English => (english(verb), COMMON_EN),
    };
    format!("{own}{common}\n")
}

fn chinese(verb: &str) -> &'static str {
    match verb {
        "check" => {
            "\
检查：读全部制度和数据，一次列出所有错误和提醒；不写 --fix 就不改任何文件。

用法：meritbook check [选项]

  --strict           提醒也算错误
  --fix              改正确定的笔误（YAML 里的中文冒号、逗号），并列出改了哪几行
  --format 格式      text 给人看（默认），json 给程序看
  --against 文件     与手工算的表对照：一列工号或姓名，其余各列的列名是指标
                     （总分、回款额……）；列出最先几处不同和算法，有不同时退出状态为 1
  --period 周期      那张表是哪个周期的，默认最近一个月
"
        }
        "build" => {
            "\
生成网站：检查无误后，整体写入输出文件夹；出错时原来的网站不变。

用法：meritbook build [选项]

  --edition 版本     staff 给全员看（默认），不含薪酬和升降；
                     hr 给人力资源部看，什么都有
  -o, --out 文件夹   写到哪里，默认是 content 旁边的 public，人事版是
                     public-hr；只会替换 Meritbook 自己生成的文件夹
  --strict           提醒也算错误
  --base-url 地址    网站以后放在哪里，例如 https://intranet.example.cn/merit/；
                     写了，订阅里就是完整地址，另外生成 sitemap.xml
"
        }
        "announce" => {
            "\
发工作群用的文字：状态、获奖名单、各榜前几名，最多 2048 字节；放不下就少写几个
名字、几个榜，不会截断。没有定稿的注明暂定；只含全员可看的内容。

用法：meritbook announce PERIOD [选项]

  PERIOD             考核周期，例如 2026-10
  --format 格式      text 给人看（默认），json 给程序看
  --base-url 地址    网站在哪里；写了，文末附上结果的网址

例子：meritbook announce 2026-10
"
        }
        "compare" => {
            "\
试算：换一份制度或换几个参数，用同样的数据把过去的月份重算一遍，和现在的结果
比：谁的总分、名次、等级、奖项、发放变了多少，分布和花费前后怎样。什么也不改。
结果按人列出，仅供内部使用。

用法：meritbook compare [选项]

  --with 文件        一份制度文件，顶替这几个月生效的版本
  --set 参数=值      换一个参数的值，可以写几次；几份制度都有的，写
                     制度::参数=值
  --policy 编号      说明文件或参数属于哪份制度
  --from 月份        从哪个月起；不写就是有结果的最后三个月
  --to 月份          到哪个月止，默认最后一个月
  --all              列出所有有变化的人，不只变化最大的十个
  --format 格式      text 给人看（默认），json 给程序看

例子：meritbook compare --set telesales::投诉扣分=5 --from 2026-08
"
        }
        "explain" => {
            "\
一个数是怎么来的：公式、代入的数、制度条款，一直到数据文件的行。

用法：meritbook explain WHO PERIOD [FIGURE]

  WHO                工号或姓名，也可以是部门的编号或名称
  PERIOD             考核周期，例如 2026-10
  FIGURE             指标或考核项，例如 回款额；不写就是总分

例子：meritbook explain 王芳 2026-10 回款额
"
        }
        "schema" => {
            "\
一种文件里能写什么，输出为 JSON Schema：编辑器照着它提示关键字、标出写错的地方。

用法：meritbook schema WHAT

  WHAT               哪种文件：site（site.yml）、policy（制度）、month（month.yml）、
                     sources（sources.yml）、roster（花名册的一行）、
                     results（生成的网站里给程序用的结果）

例子：meritbook schema policy > policy.schema.json
"
        }
        "import" => {
            "\
把各系统导出的表放进一个月：先说认出了什么（编码、列名、行数、人员、空白），再复制到
月份文件夹。已经有的文件从不覆盖；列名对不上的，列出 sources.yml 该写的几行。

用法：meritbook import FILES --month MONTH [选项]

  FILES              一个或几个文件：.csv .tsv .xlsx .xls .ods .jsonl
  --month 月份       放进哪个月，例如 2026-11
  --write-mapping    把列名对照写进 sources.yml（原有内容和注释不动）
  --replace          换掉已经有的；旧文件留在旁边的 replaced 文件夹
  --dry-run          只看，什么也不写
  --as 文件=表       说明哪个文件是哪张表，例如 --as 明细.csv=回款
  --column 表.列=列名
                     说明哪一列是什么；认人的列写作 表.person
  --unit 表.列=单位  说明数字的单位，例如 --unit 目标.金额=万元
  --format 格式      text 给人看（默认），json 给程序看

例子：meritbook import 导出/回款明细.xlsx --month 2026-11 --dry-run
"
        }
        "seal" => {
            "\
封存一个已经定稿的周期：结果、算出结果的全部文件和它们的摘要，写进
content/sealed/周期。封存只有一次，不能撤销；之后的更正写进还没有封存的月份。

用法：meritbook seal PERIOD --by 谁 --on 日期 [选项]

  PERIOD             考核周期，例如 2026-10
  --by 谁            谁封存的，姓名
  --on 日期          哪天封存的，例如 2026-11-12
  --reason 理由      为什么现在封存，可以不写

最后打印的摘要请抄到别处（审批单、邮件、公证）：以后凭它才能发现末尾的封存被去掉。

例子：meritbook seal 2026-09 --by 周宁 --on 2026-10-20 --reason 公示期满
"
        }
        "verify" => {
            "\
核验封存：每个文件是不是原样，前后的封存接不接得上，用封存的数据重算，结果是不是
一个字节也不差。只读 content/sealed，不联网，网站的其他部分可以不在。

用法：meritbook verify [PERIOD] [选项]

  PERIOD             只核验这个周期和它之前的；不写就全部核验
  --head 摘要        当时抄下来的摘要，必须还在
  --head-file 文件   写着这个摘要的文件
  --format 格式      text 给人看（默认），json 给程序看

全部原样时退出状态为 0，有一处不对就是 1。

例子：meritbook verify
"
        }
        "new" => {
            "\
新建一个月的文件夹：制度要用的每张表各写一个空的 CSV，列名已经写好；每人一行的
表把人也写好，只等填数。已经有的文件夹和文件一个字也不动。

用法：meritbook new WHAT NAME

  WHAT               建什么：month（月份）；theme-file（把自带主题的一个文件
                     复制到 themes 里，好在上面改）
  NAME               哪个月，例如 2026-11；哪个文件，例如 templates/home.html

例子：meritbook new month 2026-11
"
        }
        _ => {
            "\
Meritbook：制度和每月的数据进去，每个数都说得清来历的考核网站出来。

用法：meritbook [选项] 命令

命令：
  check              检查制度和数据，列出所有错误
  build              生成网站
  announce           发工作群用的文字
  compare            换一种规则试算过去的月份，看谁变、花多少
  explain            一个数是怎么来的
  import             把导出的表放进一个月
  schema             一种文件里能写什么，给编辑器用
  new                新建一个月的文件夹和空表
  seal               封存一个定稿的周期
  verify             核验封存的内容是不是原样
  help               某个命令的详细用法，例如 meritbook help check
"
        }
    }
}

const COMMON_ZH: &str = "
各命令通用：
  --site 文件夹      网站所在的文件夹（里面有 content），默认当前文件夹
  --lang 语言        zh-CN 或 en；不写就按 site.yml，再按系统语言
  -h, --help         显示用法
  -V, --version      显示版本

退出状态：0 完成；1 制度、数据或命令有错；2 程序或机器出错。";

fn english(verb: &str) -> &'static str {
    match verb {
        "check" => {
            "\
Reads all policies and data and lists every mistake and warning; changes no file
unless --fix is given.

Usage: meritbook check [OPTIONS]

  --strict           Count warnings as errors
  --fix              Put right what is certain (full-width colons and commas in
                     YAML) and list the lines changed
  --format FORMAT    text for people (the default), json for programs
  --against FILE     Compare with a sheet done by hand: a column of ids or names,
                     the others headed by figures; shows the first differences
                     with their explanation and exits with 1 if there are any
  --period PERIOD    The sheet's period, the latest month unless said
"
        }
        "build" => {
            "\
Makes the site: checks everything, then replaces the output folder as a whole.
If anything is wrong, the site published before stays as it is.

Usage: meritbook build [OPTIONS]

  --edition EDITION  staff for everybody (the default), without pay and ladders;
                     hr for human resources, with everything
  -o, --out DIR      Where to write, public beside content unless said, and
                     public-hr for hr; only a folder that Meritbook made is
                     ever replaced
  --strict           Count warnings as errors
  --base-url URL     Where the site will lie, for example
                     https://intranet.example.com/merit/; the feed then has whole
                     addresses, and there is a sitemap.xml
"
        }
        "announce" => {
            "\
Prints the text for a work chat: the state, the awards, the first of each board,
in at most 2048 bytes; what does not fit is told in fewer names and boards, never
cut in two. Says so while not final; holds only what everybody may see.

Usage: meritbook announce PERIOD [OPTIONS]

  PERIOD             The period, for example 2026-10
  --format FORMAT    text for people (the default), json for programs
  --base-url URL     Where the site lies; the text then ends with a link

Example: meritbook announce 2026-10
"
        }
        "compare" => {
            "\
What if: works past months out once more by another policy or other parameters, on
the same data, and compares with the results there are: who moves how far in
total, rank, grade, awards and pay; spread and cost before and after. Changes
nothing. Names people: for internal use only.

Usage: meritbook compare [OPTIONS]

  --with FILE        A policy file in the place of the version in force
  --set NAME=VALUE   Another value of a parameter, as often as needed; where
                     several policies have it, POLICY::NAME=VALUE
  --policy ID        Whose file or parameters they are
  --from MONTH       The first month; the last three with results unless said
  --to MONTH         The last month, the latest unless said
  --all              List all who move, not only the ten biggest moves
  --format FORMAT    text for people (the default), json for programs

Example: meritbook compare --set telesales::投诉扣分=5 --from 2026-08
"
        }
        "explain" => {
            "\
Shows how a number came about: the formula, its values, the clause of the
policy, down to the rows of the data files.

Usage: meritbook explain WHO PERIOD [FIGURE]

  WHO                A staff number or a name; also a team's id or name
  PERIOD             The period, for example 2026-10
  FIGURE             A figure or item by name; the total when not said

Example: meritbook explain 1001 2026-10 revenue
"
        }
        "schema" => {
            "\
Prints what a kind of document may hold, as JSON Schema: by it an editor offers
keys and underlines what is wrong.

Usage: meritbook schema WHAT

  WHAT               The kind: site (site.yml), policy, month (month.yml),
                     sources (sources.yml), roster (one of its rows), or
                     results (what build writes for programs)

Example: meritbook schema policy > policy.schema.json
"
        }
        "import" => {
            "\
Takes exported files into a month: says what was recognised (encoding, headings,
rows, people, blanks), then copies them into the month's folder. Nothing that is
there is written over; where headings differ, shows the lines for sources.yml.

Usage: meritbook import FILES --month MONTH [OPTIONS]

  FILES              One or more files: .csv .tsv .xlsx .xls .ods .jsonl
  --month MONTH      The month, for example 2026-11
  --write-mapping    Write the mapping into sources.yml (comments and all that is
                     there stay)
  --replace          Take the place of what is there; the old files are kept in
                     the folder replaced beside them
  --dry-run          Show only, write nothing
  --as FILE=TABLE    Which table a file is
  --column TABLE.COLUMN=HEADING
                     Which heading a column has; TABLE.person for the people
  --unit TABLE.COLUMN=UNIT
                     The unit of its numbers, for example \"thousand USD\"
  --format FORMAT    text for people (the default), json for programs

Example: meritbook import export/orders.csv --month 2026-11 --dry-run
"
        }
        "seal" => {
            "\
Seals a final period: its results, all the files they were worked out from and
their digests go into content/sealed/PERIOD. It is done once and not undone; what
is corrected later goes into a month that is not sealed.

Usage: meritbook seal PERIOD --by WHO --on DAY [OPTIONS]

  PERIOD             A period, for example 2026-10
  --by WHO           Who seals it, by name
  --on DAY           The day, for example 2026-11-12
  --reason TEXT      Why now; may be left out

Note the digest that is printed somewhere else (the approval sheet, a mail): only
with it can anybody see that seals were taken off the end.

Example: meritbook seal 2026-09 --by 'Ann Wood' --on 2026-10-20
"
        }
        "verify" => {
            "\
Looks whether each sealed file is what it was, whether the seals still form a
chain, and whether the sealed inputs give the sealed results, byte for byte. Reads
content/sealed alone; needs no network and no other part of the site.

Usage: meritbook verify [PERIOD] [OPTIONS]

  PERIOD             This period and those before it; all when not said
  --head DIGEST      A digest that was noted; it must still be there
  --head-file FILE   A file that holds that digest
  --format FORMAT    text for people (the default), json for programs

The exit status is 0 when all is what it was and 1 when anything is off.

Example: meritbook verify
"
        }
        "new" => {
            "\
Makes a month's folder with an empty CSV file for each table that the policies
use, headings in place; tables with one row a person hold the people too, so
that only the figures are to be filled in. What is there already is not touched.

Usage: meritbook new WHAT NAME

  WHAT               What to make: month; theme-file (a copy of a file of the
                     built-in theme, below themes, to be changed there)
  NAME               Which month, for example 2026-11; which file, for example
                     templates/home.html

Example: meritbook new month 2026-11
"
        }
        _ => {
            "\
Meritbook turns policies and monthly data into a site in which every number
explains itself.

Usage: meritbook [OPTIONS] COMMAND

Commands:
  check              Check policies and data, list every mistake
  build              Make the site
  announce           Print a text for a work chat
  compare            Work past months out by other rules and compare
  explain            Show how a number came about
  import             Take exported files into a month
  schema             Print what a document may hold, for editors
  new                Make a month's folder with empty tables
  seal               Seal a final period
  verify             Look whether what is sealed is what it was
  help               More about one command, for example meritbook help check
"
        }
    }
}

const COMMON_EN: &str = "
For all commands:
  --site DIR         The site's folder, which holds content; the current one
                     unless said
  --lang LANG        zh-CN or en; else as site.yml says, else as the system does
  -h, --help         Show this help
  -V, --version      Show the version

Exit status: 0 done; 1 a mistake in policies, data or the command; 2 a mistake
of the program or the machine.";
