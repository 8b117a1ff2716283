//! Started without arguments: what to do next, in one screen.

use std::path::Path;

use crate::diagnostic::Language;

/// Says what to do next, as it fits the folder.
pub(super) fn text(site: &Path, language: Language) -> String {
    let has_content = site.join("content").is_dir();
    match (language, has_content) {
        (Language::Chinese, true) => {
            "\
Meritbook：制度和每月的数据进去，每个数都说得清来历的考核网站出来。

这个文件夹里有 content，可以开始了：

  meritbook check                    先检查：列出制度和数据里的所有问题
  meritbook build                    再生成：网站写到 public，打开 public/index.html 看
  meritbook explain 工号 2026-10     查一个人的总分是怎么来的
  meritbook new month 2026-11        新的一个月：建好文件夹和空表
  meritbook import 文件 --month 2026-11
                                     把系统导出的表放进一个月

改了制度或数据以后，重新 check、build 就行。各命令的详细用法：meritbook help check"
        }
        (Language::Chinese, false) => {
            "\
Meritbook：制度和每月的数据进去，每个数都说得清来历的考核网站出来。

这个文件夹里没有 content。三种办法：

  新建一个带例子的网站：meritbook init 我的站点
  或者进入放着 content 的文件夹，再运行 meritbook；
  或者用 --site 说明它在哪里，例如：meritbook --site D:\\考核 check

content 里要有：
  content/site.yml                   网站的名称和语言
  content/policies/                  制度，每份一个文件
  content/people/roster.csv          花名册
  content/months/2026-10/            每个月一个文件夹，放当月的数据

所有命令：meritbook --help"
        }
        (Language::English, true) => {
            "\
Meritbook turns policies and monthly data into a site in which every number
explains itself.

This folder has content, so you can start:

  meritbook check                    first: list everything that is wrong
  meritbook build                    then: make the site in public; open
                                     public/index.html
  meritbook explain 1001 2026-10     how a person's total came about
  meritbook new month 2026-11        a new month: its folder with empty tables
  meritbook import FILE --month 2026-11
                                     take exported files into a month

After changing policies or data, check and build again. More about a command:
meritbook help check"
        }
        (Language::English, false) => {
            "\
Meritbook turns policies and monthly data into a site in which every number
explains itself.

There is no content in this folder. Begin a site with examples in it:
meritbook init my-site. Or go to the folder that holds content and start
meritbook there, or say where it is: meritbook --site DIR check

content has to hold:
  content/site.yml                   the site's title and language
  content/policies/                  the policies, one file each
  content/people/roster.csv          the roster
  content/months/2026-10/            a folder for each month with its data

All commands: meritbook --help"
        }
    }
    .to_owned()
}
