"""Someone before a browser, who enters papers: with scripts, each answer saved as it is given."""

from datetime import date

from tests.paths.paper import Paper
from tests.stories import hands


class Sitting:
    """A page of a person's, and the subject whose papers lie beside it."""

    def __init__(self, page, number: str):
        self.page, self.number = page, number

    def open(self, paper: Paper) -> None:
        hands.open_form(self.page, self.number, paper.form, paper.visit, paper.line)

    def enter(self, paper: Paper) -> None:
        self.open(paper)
        for name, answer in paper.answers.items():
            hands.give(self.page, name, typed(answer))
            if (unit := self._unit(name)).count():
                unit.select_option(index=1)
                hands.settled(self.page)
        hands.complete(self.page)

    def _unit(self, name):
        return self.page.locator(f"select[name='{name}.unit']")


class SittingWithoutScripts(Sitting):
    """The same without scripts: a page is filled in and sent, until nothing is left to fill."""

    def enter(self, paper: Paper) -> None:
        self.open(paper)
        left = dict(paper.answers)
        while left:
            shown = [name for name in left if self._is_shown(name)]
            assert shown, (paper, "does not ask", *left)
            for name in shown:
                self._write(name, typed(left.pop(name)), paper.why)
            self._send("save")
        if not paper.why:
            self._send("complete")
        self.page.wait_for_selector("#record-status .text-bg-success")

    def _send(self, button) -> None:
        with self.page.expect_navigation():
            self.page.click(f"button[name={button}]")

    def _is_shown(self, name) -> bool:
        return self.page.locator(f"#q-{name}:not([hidden])").count() > 0

    def _write(self, name, answer, why) -> None:
        row = self.page.locator(f"#q-{name}")
        if isinstance(answer, list):
            for code in answer:
                row.locator(f"input[type=checkbox][value='{code}']").check()
        elif row.locator("input[type=radio]").count():
            row.locator(f"input[type=radio][value='{answer}']").check()
        elif row.locator(f"select[name='{name}']").count():
            row.locator(f"select[name='{name}']").select_option(answer)
        else:
            row.locator(f"[name='{name}']").fill(answer)
        if (unit := self._unit(name)).count():
            unit.select_option(index=1)
        if why:
            row.locator(f"[name='{name}.reason']").fill(why)


def typed(answer: str | date | list[str]) -> str | list[str]:
    return answer if isinstance(answer, list) else str(answer)
