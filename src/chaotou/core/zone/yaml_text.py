"""YAML as text with line numbers: a scalar stays the text that was written, so 0.10 is no float."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from chaotou.core.issues import Issue, Level, Message, Place

Data: TypeAlias = "str | None | list[Data] | dict[str, Data]"
Path: TypeAlias = "tuple[str | int, ...]"

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULL = "tag:yaml.org,2002:null"


@dataclass
class YamlText:
    """What a file says, the line of every path and key in it, and what is wrong with its form."""

    file: str
    data: Data = None
    lines: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, dict[str, int]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    _seen: set[int] = field(default_factory=set)

    def line(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it; the first of an empty file."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1

    def place(self, path: Path) -> Place:
        return Place(self.file, self.line(path), spelled(path))

    def convert(self, node: yaml.Node, path: Path) -> Data:
        self.lines.setdefault(path, node.start_mark.line + 1)
        if id(node) in self._seen:
            self._complain(path, Message("不能用“*”引用别处的内容。"), Message("请把内容照写一遍。"))
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(child, (*path, at)) for at, child in enumerate(node.value)]
        return None if node.tag == _NULL else str(node.value)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Data]:
        result: dict[str, Data] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            here, line = (*path, key), key_node.start_mark.line + 1
            if key in result:
                self._repeated(key, here, line)
                continue
            self.lines[here] = self.keys.setdefault(path, {})[key] = line
            result[key] = self.convert(value_node, here)
        return result

    def _repeated(self, key: str, path: Path, line: int) -> None:
        message = Message("“{key}”写了两次，先写在第 {line} 行。", {"key": key, "line": self.lines[path]})
        hint = Message("只留一处“{key}”。", {"key": key})
        self.issues.append(Issue(Level.ERROR, Place(self.file, line, spelled(path)), message, hint))

    def _complain(self, path: Path, message: Message, hint: Message) -> None:
        self.issues.append(Issue(Level.ERROR, self.place(path), message, hint))


def spelled(path: Path) -> str:
    """`("targets", 3, "unit")` as people write it: targets[3].unit."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def read_yaml(text: str, file: str) -> YamlText:
    """What `text` says; broken YAML becomes an issue at its line."""
    result = YamlText(file)
    try:
        node = composed(text)
    except yaml.MarkedYAMLError as error:
        result.issues.append(_broken(error, text, file))
        return result
    except yaml.YAMLError as error:
        message = Message("文件里有不能用的字符：{reason}。", {"reason": str(error).splitlines()[0]})
        result.issues.append(Issue(Level.ERROR, Place(file), message, Message("请另存为 UTF-8 纯文本。")))
        return result
    if node is not None:
        result.data = result.convert(node, ())
    return result


def composed(text: str) -> yaml.Node | None:
    """The nodes of a text, by themselves so that who reads one zone many times may keep them."""
    return yaml.compose(text, Loader=_LOADER)


def _broken(error: yaml.MarkedYAMLError, text: str, file: str) -> Issue:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    written = text.split("\n")[mark.line] if mark and mark.line < text.count("\n") + 1 else ""
    if "\t" in written:
        message, hint = (
            Message("这一行用了制表符（Tab）。"),
            Message("YAML 只用空格缩进，请把 Tab 换成空格。"),
        )
        return Issue(Level.ERROR, Place(file, line), message, hint)
    message = Message("YAML 写得不对：{problem}。", {"problem": _problem(error)})
    hint = Message("查看这一行和上一行的缩进、冒号、引号和括号；含有冒号或井号的文字要加引号。")
    return Issue(Level.ERROR, Place(file, line), message, hint)


_PROBLEMS = (
    ("mapping values are not allowed", Message("这里不该有“键: 值”，多半是缩进不齐，或文字里有冒号没加引号")),
    ("expected key", Message("这里应是一个键，多半是缩进与上面不齐")),
    ("did not find expected '-' indicator", Message("这里应以“- ”开头，多半是缩进与上面各项不齐")),
    ("block sequence entries are not allowed", Message("这里不该有“- ”，多半是缩进不齐")),
    ("could not find expected ':'", Message("这里少了冒号")),
    ("expected ',' or", Message("方括号或花括号没有合上，或少了逗号")),
    ("did not find expected node content", Message("方括号或花括号里写得不完整")),
    ("unexpected end of stream", Message("文件到头了，引号还没有合上")),
    ("cannot start any token", Message("有一个不能用在这里的字符，文字请加引号")),
    ("found undefined alias", Message("以“*”开头的引用没有出处，文字请加引号")),
)
"""What the parser says of the faults one makes most, in words for who does not know the parser."""


def _problem(error: yaml.MarkedYAMLError) -> Message | str:
    told = error.problem or str(error)
    return next((words for fault, words in _PROBLEMS if fault in told), told)
