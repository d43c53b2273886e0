"""What people do with a browser, in words of one line."""

from tests.conftest import PASSWORD


def sign_in(page, username):
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    page.wait_for_selector("header nav")


def speak_chinese(page):
    page.click("button[lang=zh-hans]")
    page.wait_for_selector("html[lang=zh-hans]")


def open_form(page, number, form, visit=None, line=1):
    at_visit = f"visits/{visit}/1/" if visit else ""
    page.goto(f"/subjects/{number}/{at_visit}forms/{form}/{line}/")


def give(page, name, value):
    """Answer one question the way its input asks for, and wait until it is stored."""
    page.wait_for_selector(f"#q-{name}:not([hidden])")
    row = page.locator(f"#q-{name}")
    if isinstance(value, list):
        for code in value:
            row.locator(f"input[type=checkbox][value='{code}']").check()
            settled(page)
    elif row.locator("input[type=radio]").count():
        row.locator(f"input[type=radio][value='{value}']").check()
    elif row.locator(f"select[name='{name}']").count():
        row.locator(f"select[name='{name}']").select_option(value)
    else:
        row.locator(f"[name='{name}']").fill(value)
        row.locator(f"[name='{name}']").blur()
    settled(page)


def settled(page):
    """Wait until nothing that was typed is still on its way."""
    page.wait_for_function("() => !document.querySelector('.htmx-request')")


def fill(page, answers):
    for name, value in answers.items():
        give(page, name, value)


def complete(page):
    page.click("button[name=complete]")
    page.wait_for_selector("#record-status .text-bg-success")


def correct(page, name, value, reason):
    """Change an answer of a complete form, with the reason beside it."""
    page.fill(f"[name='{name}']", value)
    page.fill(f"[name='{name}.reason']", reason)
    page.click("button[name=save]")
