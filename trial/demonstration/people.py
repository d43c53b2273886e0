"""Hospitals and the people who work in the demonstration trial; all of them are made up."""

from typing import NamedTuple

from edc.access import Role


class Hospital(NamedTuple):
    code: str
    name_en: str
    name_zh: str


class Person(NamedTuple):
    """``sites``: codes of the sites where the role is held; none for a role held everywhere."""

    username: str
    name: str
    role: Role
    sites: tuple[str, ...] = ()


HOSPITALS = (
    Hospital("01", "Beijing Lotus Hospital (fictional)", "北京莲花医院（虚构）"),
    Hospital("02", "Shanghai Magnolia Hospital (fictional)", "上海玉兰医院（虚构）"),
    Hospital("03", "Guangzhou Kapok Hospital (fictional)", "广州木棉医院（虚构）"),
    Hospital("04", "Chengdu Bamboo Hospital (fictional)", "成都翠竹医院（虚构）"),
    Hospital("05", "Wuhan Plum Blossom Hospital (fictional)", "武汉梅花医院（虚构）"),
    Hospital("06", "Xi'an Pomegranate Hospital (fictional)", "西安石榴医院（虚构）"),
)
PEOPLE = (
    Person("lin01", "Lin Yue", Role.COORDINATOR, ("01",)),
    Person("zhao02", "Zhao Ning", Role.COORDINATOR, ("02",)),
    Person("sun03", "Sun Qing", Role.COORDINATOR, ("03",)),
    Person("zhou04", "Zhou Lan", Role.COORDINATOR, ("04",)),
    Person("wu05", "Wu Tong", Role.COORDINATOR, ("05",)),
    Person("xu06", "Xu Mei", Role.COORDINATOR, ("06",)),
    Person("chen01", "Chen Hao", Role.INVESTIGATOR, ("01",)),
    Person("gao02", "Gao Feng", Role.INVESTIGATOR, ("02",)),
    Person("liang03", "Liang Jun", Role.INVESTIGATOR, ("03",)),
    Person("deng04", "Deng Rui", Role.INVESTIGATOR, ("04",)),
    Person("luo05", "Luo Yan", Role.INVESTIGATOR, ("05",)),
    Person("bai06", "Bai Song", Role.INVESTIGATOR, ("06",)),
    Person("mo13", "Mo Xin", Role.MONITOR, ("01", "02", "03")),
    Person("he46", "He Jing", Role.MONITOR, ("04", "05", "06")),
    Person("dai", "Dai Wen", Role.DATA_MANAGER),
    Person("shi", "Shi Lei", Role.STATISTICIAN),
    Person("wei", "Wei Min", Role.MEDICAL_MONITOR),
    Person("jiang", "Jiang Bo", Role.INSPECTOR),
    Person("an", "An Ping", Role.ADMINISTRATOR),
    Person("ren", "Ren Tao", Role.LABORATORY),
)


def holder_of(role: Role, site: str) -> Person:
    """Who holds the role at the site, or everywhere."""
    return next(
        person
        for person in PEOPLE
        if person.role == role and (site in person.sites or not person.sites)
    )


def investigator_at(site: str) -> Person:
    return holder_of(Role.INVESTIGATOR, site)
