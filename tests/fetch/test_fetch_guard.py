"""Addresses: nothing private is reached without leave, however it is written."""

from __future__ import annotations

import asyncio
import socket

import pytest

from tuinews.fetch.answer import FetchError, PrivateHost
from tuinews.fetch.guard import Resolver, is_private, judged


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.255.0.9", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.251", "255.255.255.255", "192.0.0.8",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fec0::1", "fc00::1", "fd12::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "::ffff:0:192.168.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:c0a8:101::1",
    ],
)  # fmt: skip
def test_addresses_of_this_machine_and_of_private_networks_are_private(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "172.32.0.1",
        "192.0.1.1",
        "198.18.0.7",
        "2606:4700::1111",
        "::ffff:8.8.8.8",
        "2002:808:808::",
    ],
)
def test_addresses_of_the_internet_are_not(address: str) -> None:
    assert not is_private(address)


def test_of_a_host_with_both_only_the_public_address_is_used() -> None:
    both = [("10.0.0.1", 80), ("93.184.216.34", 80)]
    assert judged("rebind.example", both, None) == [("93.184.216.34", 80)]


def test_leave_is_for_one_host_alone() -> None:
    mine = [("192.168.1.5", 80)]
    assert judged("nas.example", mine, "nas.example") == mine
    with pytest.raises(PrivateHost, match=r"router\.example is on this machine or in a private network"):
        judged("router.example", mine, "nas.example")


@pytest.mark.parametrize(("code", "doubtful"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False)])
async def test_a_name_that_does_not_exist_is_told_from_a_look_up_that_failed(
    monkeypatch: pytest.MonkeyPatch, code: int, doubtful: bool
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "said")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match="cannot be looked up") as caught:
        await Resolver().addresses("a.example", 80)
    assert caught.value.unreachable
    assert caught.value.doubtful is doubtful


async def test_a_numeric_address_needs_no_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", None)
    assert await Resolver().addresses("127.0.0.1", 8080) == [("127.0.0.1", 8080)]
    assert await Resolver().addresses("2001:db8::1", 80) == [("2001:db8::1", 80)]


async def test_a_name_is_looked_up_once_for_all_who_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    resolver = Resolver()
    found = await asyncio.gather(*(resolver.addresses("paper.example", 80) for _ in range(50)))
    assert found == [[("93.184.216.34", 80)]] * 50
    assert asked == ["paper.example"]


async def test_an_unknown_name_is_a_sentence_and_counts_as_unreachable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(FetchError, match=r"the name gone\.example cannot be looked up") as caught:
        await Resolver().addresses("gone.example", 80)
    assert caught.value.unreachable


async def test_a_lookup_given_up_by_one_still_answers_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go = threading.Event()

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        go.wait(10)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    resolver = Resolver()
    impatient = asyncio.create_task(resolver.addresses("slow.example", 80))
    patient = asyncio.create_task(resolver.addresses("slow.example", 80))
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    go.set()
    assert await patient == [("93.184.216.34", 80)]
