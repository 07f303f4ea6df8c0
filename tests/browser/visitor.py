"""What somebody does and sees in the web chat."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page


@dataclass(frozen=True)
class Visitor:
    """A person at one tab."""

    page: Page

    def go(self, address: str) -> Visitor:
        """Open an address and wait until the conversation, or the reason why there is none, is there."""
        self.page.goto(address)
        self.page.locator(".turn, #notice .problem").first.wait_for()
        self._settled()
        return self

    def say(self, message: str) -> str:
        """Type a message, press Enter and read the reply."""
        self.box.fill(message)
        return self.send()

    def send(self) -> str:
        """Press Enter and read the reply."""
        number = len(self.turns)
        self.box.press("Enter")
        self._answered(number)
        return self.turns[-1]

    def press(self, name: str) -> str:
        """Press a button that makes a turn and read the reply."""
        number = len(self.turns)
        self.button(name).click()
        self._answered(number)
        return self.turns[-1]

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def card(self, segment: str) -> Locator:
        return self.page.get_by_role("article", name=segment, exact=True)

    @property
    def box(self) -> Locator:
        return self.page.get_by_label("Your message")

    @property
    def turns(self) -> list[str]:
        """The turns as they are read, oldest first."""
        return self.page.locator(".turn:not(.pending)").all_inner_texts()

    @property
    def board(self) -> Locator:
        return self.page.get_by_role("region", name="Your canvas")

    @property
    def notice(self) -> str:
        problem = self.page.get_by_role("alert")
        problem.first.wait_for()
        return problem.first.inner_text()

    @property
    def canvas_id(self) -> str:
        return self.page.url.partition("canvas=")[2]

    @property
    def focused(self) -> str:
        """The accessible name of what has the focus."""
        script = "e => e.getAttribute('aria-label') || e.closest('label')?.innerText || e.innerText"
        return str(self.page.evaluate(f"({script})(document.activeElement)")).strip()

    def _answered(self, before: int) -> None:
        self.page.wait_for_function("n => document.querySelectorAll('.turn:not(.pending)').length > n", arg=before)
        self._settled()

    def _settled(self) -> None:
        self.page.wait_for_function("document.querySelector('#chat')?.getAttribute('aria-busy') !== 'true'")
