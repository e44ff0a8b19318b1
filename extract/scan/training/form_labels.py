"""The labels that the printed forms have in their cells, and the alphabet that they are written in.

Read from the form files, so that a new form's labels come in by themselves; what a form prints in cells that are no labels of
a field stands in ALSO_PRINTED. Digits, ordinals and brackets are in the alphabet once, whatever their width.
"""

import os
import tomllib

FORMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../normalize/forms")
KEYS = ("labels", "group_labels", "headings", "print", "print_group")
ALSO_PRINTED = ["信息内容", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况", "自然人", "法人或其他组织", "总计", "合计",
                "单位：件", "单位：万元", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", "政府信息公开申请", "填报单位", "序号", "项目", "备注", "小计",
                "无", "不适用", "主动公开政府信息情况"]
ORDINALS = "一二三四五六七八九十"
FOLDED = {"(": "（", ")": "）", ":": "：", ";": "；", ",": "，", "．": ".", "。": ".", "“": "\"", "”": "\"", "／": "/", "－": "-", "—": "-", "–": "-"}
REST = "?"  # any character that the alphabet lacks


def fold(text):
    return "".join(FOLDED.get(c, chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c) for c in text if not c.isspace())


def walk(node, key, out):
    if isinstance(node, dict):
        for name, value in node.items():
            walk(value, name, out)
    elif isinstance(node, list):
        for value in node:
            walk(value, key, out)
    elif isinstance(node, str) and key in KEYS:
        out.add(node)


def labels():
    """In a fixed order."""
    out = set(ALSO_PRINTED)
    for name in sorted(os.listdir(FORMS)):
        if name.endswith(".toml"):
            with open(os.path.join(FORMS, name), "rb") as file:
                walk(tomllib.load(file), "", out)
    return sorted(out)


def alphabet():
    """One character a class, `?` (the rest) last; class 0 is the CTC's blank and not among them."""
    known = set("0123456789.、，：（）/-\"") | set(ORDINALS)
    for label in labels():
        known |= set(fold(label))
    return "".join(sorted(known - {REST})) + REST


if __name__ == "__main__":
    print(len(labels()), "labels,", len(alphabet()), "characters:", alphabet())
