# SPDX-License-Identifier: MIT
"""Work expressions of the table: `getrf(n, n) + getrs(n, nrhs)`, `none` or `nested`.

    work   = none | nested | term { + term }
    term   = [ atom * ] cost-function ( argument, ... )
    argument = integer arithmetic (+ - * /) on parameters, numbers, min(...), max(...) and parentheses
"""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"\s*(?:(\d+)|([a-z]\w*)|(.))")


@dataclass
class Work:
    """A parsed expression.

    text    as in the table
    terms   [(factor or None, cost function, [argument])] with C expressions over value[]
    used    names of the parameters that occur
    """

    text: str
    terms: list = field(default_factory=list)
    used: set = field(default_factory=set)


class Parser:
    def __init__(self, text, parameters):
        self.text = text
        self.index = {name: i for i, name in enumerate(parameters)}
        self.used = set()
        self.tokens = [m.group().strip() for m in TOKEN.finditer(text) if m.group().strip()]
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected=None):
        token = self.peek()
        if expected is not None and token != expected:
            raise ValueError(f"work '{self.text}': expected '{expected}' before '{token or 'the end'}'")
        self.at += 1
        return token

    def is_call(self):
        following = self.tokens[self.at + 1:self.at + 2]
        return re.match(r"[a-z]", self.peek()) and following == ["("]

    def arguments(self):
        self.take("(")
        result = [] if self.peek() == ")" else [self.sum()]
        while self.peek() == ",":
            self.take()
            result.append(self.sum())
        self.take(")")
        return result

    def atom(self):
        token = self.peek()
        if token in ("min", "max"):
            self.take()
            values = self.arguments()
            if len(values) < 2:
                raise ValueError(f"work '{self.text}': {token} takes two or more arguments")
            result = values[0]
            for value in values[1:]:
                result = f"{token}_of({result}, {value})"
            return result
        self.take()
        if token == "(":
            result = self.sum()
            self.take(")")
            return result
        if token.isdigit():
            return token
        if token in self.index:
            self.used.add(token)
            return f"value[{self.index[token]}]"
        raise ValueError(f"work '{self.text}': '{token or 'the end'}' is not a parameter; "
                         f"parameters are {' '.join(self.index) or 'none'}")

    def product(self):
        result = self.atom()
        while self.peek() in ("*", "/"):
            operator = self.take()
            right = self.atom()
            result = f"product_of({result}, {right})" if operator == "*" else f"{result} / {right}"
            if operator == "/" and not right.isdigit():
                raise ValueError(f"work '{self.text}': division by a number only")
        return result

    def sum(self):
        result = self.product()
        while self.peek() in ("+", "-"):
            function = "sum_of" if self.take() == "+" else "difference_of"
            result = f"{function}({result}, {self.product()})"
        return result

    def term(self):
        factor = None
        if not self.is_call() or self.peek() in ("min", "max"):
            factor = self.atom()
            self.take("*")
        name = self.take()
        if not re.match(r"[a-z]", name):
            raise ValueError(f"work '{self.text}': expected the name of a cost function before '{name or 'the end'}'")
        return factor, name, self.arguments()

    def parse(self):
        terms = [self.term()]
        while self.peek() == "+":
            self.take()
            terms.append(self.term())
        if self.peek():
            raise ValueError(f"work '{self.text}': unexpected '{self.peek()}'")
        return terms


def parse(text, parameters):
    """Work of an expression over these parameters; ValueError says what is wrong."""
    if text in ("none", "nested"):
        return Work(text)
    parser = Parser(text, parameters)
    return Work(text, parser.parse(), parser.used)
