"""How well copies are told from other articles: `python -m tests.benchmarks.copies`.

Made-up stories (words of our own making, as frequent as real ones) and what newsrooms and scrapers
do to them, beside articles that only look alike: reports of one template, shared quotations, a
column's standing paragraph. Out: how often each kind is found a copy, by the keys alone and in the
end, and the speed of sketching in megabytes a second of processor time. `--articles 1000000` puts
as many into a library instead, and says what finding the copies of one costs as it grows.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator

from reader.text.similarity import likeness, might_be_copies, sketch


def _words(text: str) -> list[str]:
    return text.split()


_SYLLABLES = _words("ba de li mo ru sta ken vor ai ne tho que ssi lan der gre po ti cha un")
_LINKS = _words("the of and to in a that for was on is with as by it from at which has")
_TEAMS = [f"{a} {b}" for a in ("Northport", "Velden", "Sorrel", "Caskhaven", "Ullmar", "Tarn")
          for b in ("Rovers", "United", "Athletic", "Wanderers")]  # fmt: skip

Story = list[list[str]]  # paragraphs of sentences


def vocabulary(chance: random.Random, count: int = 6000) -> tuple[list[str], list[float]]:
    """Words and their weights: little words first, then by Zipf's law."""
    found = dict.fromkeys(_LINKS)
    while len(found) < count:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))] = None
    words = list(found)
    return words, [1 / (rank + 3) for rank in range(len(words))]


class Newsroom:
    """Makes stories, and other stories of them."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)
        self.words, self.weights = vocabulary(self.chance)

    def sentence(self) -> str:
        words = self.chance.choices(self.words, self.weights, k=self.chance.randint(8, 26))
        return " ".join(words).capitalize() + "."

    def paragraph(self) -> list[str]:
        return [self.sentence() for _ in range(self.chance.randint(2, 5))]

    def story(self, paragraphs: int = 0) -> Story:
        return [self.paragraph() for _ in range(paragraphs or self.chance.randint(4, 14))]

    def edited(self, story: Story, share: float) -> Story:
        """Some words replaced, left out or put in, as an editor does: in runs of one to three."""
        return [[self._edited(sentence, share) for sentence in part] for part in story]

    def _edited(self, sentence: str, share: float) -> str:
        words, made = sentence.split(), []
        at = 0
        while at < len(words):
            if self.chance.random() < share / 2:
                run = self.chance.randint(1, 3)
                made += self.chance.choices(self.words, self.weights, k=self.chance.randint(0, run))
                at += run
            else:
                made.append(words[at])
                at += 1
        return " ".join(made)

    # what a copy looks like

    def copies(self) -> dict[str, Callable[[Story], Story]]:
        chance = self.chance
        return {
            "same words": lambda s: [[t.upper() for t in part] for part in s],
            "3 % of words edited": lambda s: self.edited(s, 0.03),
            "8 % of words edited": lambda s: self.edited(s, 0.08),
            "other introduction": lambda s: [self.paragraph(), *s[1:]],
            "cut to 60 %": lambda s: cut(s, 0.6),
            "cut to 40 %": lambda s: cut(s, 0.4),
            "a paragraph added": lambda s: [*s, self.paragraph()],
            "a paragraph left out": lambda s: s[:2] + s[3:],
            "paragraphs in another order": lambda s: chance.sample(s, len(s)),
            "introduction, cut to 70 %, edited": lambda s: self.edited(
                [self.paragraph(), *cut(s, 0.7)[1:]], 0.02
            ),
        }

    # what only looks like one

    def others(self) -> dict[str, Callable[[], tuple[Story, Story]]]:
        return {
            "nothing in common": lambda: (self.story(), self.story()),
            "a shared quotation": self._sharing,
            "a column's standing paragraph": self._columns,
            "weather of one template": lambda: (self._weather(), self._weather()),
            "matches of one template": lambda: (self._match(), self._match()),
            "markets of one template": lambda: (self._market(), self._market()),
            "briefs of one template": lambda: (self._brief(), self._brief()),
            "one quoted in a long review": self._review,
        }

    def _sharing(self) -> tuple[Story, Story]:
        quoted = [self.paragraph(), self.paragraph()]
        return self.story(5) + quoted, quoted + self.story(5)

    def _columns(self) -> tuple[Story, Story]:
        standing = self.paragraph() + self.paragraph()
        return [*self.story(4), standing], [*self.story(4), standing]

    def _review(self) -> tuple[Story, Story]:
        item = self.story(3)
        return item, self.story(8) + item + self.story(8)

    def _number(self, low: int, high: int) -> str:
        return str(self.chance.randint(low, high))

    def _weather(self) -> Story:
        sky = ("sunny", "overcast", "wet and windy", "foggy at first", "mild and dry")
        place = ("the coast", "the hills", "the capital", "the islands", "the east", "the lakes")
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        return [
            [
                f"{day} will be {self.chance.choice(sky)} over {self.chance.choice(place)} with"
                f" highs of {self._number(2, 30)} degrees and lows of {self._number(-9, 12)}.",
                f"Winds of up to {self._number(10, 90)} kilometres an hour are expected in"
                f" {self.chance.choice(place)}, and {self.chance.choice(sky)} spells later on.",
            ]
            for day in days
        ]

    def _match(self) -> Story:
        home, away = self.chance.sample(_TEAMS, 2)
        names = [self.sentence().split()[0] for _ in range(4)]
        return [
            [
                f"{home} beat {away} {self._number(2, 6)} to {self._number(0, 1)} on a"
                f" {self.chance.choice(('rainy', 'cold', 'bright'))} afternoon.",
                f"{names[0]} scored after {self._number(1, 44)} minutes from a corner taken by"
                f" {names[1]}, and {names[2]} made it two shortly before the break.",
                f"The visitors had the ball for {self._number(20, 60)} per cent of the second half"
                f" but {names[3]} missed the best chance from {self._number(6, 30)} metres.",
                f"{home} are now {self.chance.choice(('second', 'fifth', 'ninth'))} in the table"
                f" with {self._number(9, 70)} points, {away} travel to"
                f" {self.chance.choice(_TEAMS)} next week.",
            ],
            [self.sentence()],
        ]

    def _market(self) -> Story:
        return [
            [
                f"The index of the {self._number(20, 60)} largest companies closed at"
                f" {self._number(3000, 9000)} points, {self._number(1, 99)} points"
                f" {self.chance.choice(('up', 'down'))} on the day before.",
                f"Shares in {name} {self.chance.choice(('gained', 'lost'))} {self._number(1, 9)}"
                f" per cent after the company {self.chance.choice(('raised', 'cut', 'kept'))} its"
                f" outlook, the strongest move since {self._number(1999, 2021)}.",
            ]
            for name in self.chance.sample(_TEAMS, 4)
        ]

    def _brief(self) -> Story:
        return [
            [
                f"Police in {self.chance.choice(_TEAMS).split()[0]} are looking for witnesses of an"
                f" accident on the night to {self._number(1, 31)} May.",
                f"A driver of {self._number(18, 90)} years lost control of the car and hit a"
                f" {self.chance.choice(('tree', 'wall', 'sign', 'bus'))}.",
                "Nobody was hurt. Whoever saw anything is asked to call the local station.",
            ]
        ]


def cut(story: Story, share: float) -> Story:
    """The first sentences, about this share of all words."""
    room = share * sum(len(s.split()) for part in story for s in part)
    kept: Story = []
    for part in story:
        some: list[str] = []
        for sentence in part:
            if room > 0:
                some.append(sentence)
            room -= len(sentence.split())
        if some:
            kept.append(some)
    return kept


def text_of(story: Story) -> str:
    return "\n\n".join(" ".join(part) for part in story)


def pairs(room: Newsroom, count: int) -> Iterator[tuple[str, bool, list[tuple[str, str]]]]:
    """Kinds of pairs: name, whether they are copies, the pairs."""
    for name, change in room.copies().items():
        stories = [room.story() for _ in range(count)]
        yield name, True, [(text_of(s), text_of(change(s))) for s in stories]
    for name, make in room.others().items():
        made = [make() for _ in range(count)]
        yield name, False, [(text_of(one), text_of(other)) for one, other in made]


def judged(one: str, other: str) -> tuple[bool, bool, float]:
    """Whether the keys meet, whether they are found to be copies, and their resemblance."""
    left, right = sketch(one), sketch(other)
    meet = bool(set(left.meeting_keys()) & set(right.meeting_keys()))
    alike = likeness(one, other)
    return meet, meet and might_be_copies(left, right) and alike.is_copy(), alike.resemblance


def speed(texts: list[str]) -> float:
    """Megabytes a second of processor time, the best of three."""
    size = sum(len(text.encode()) for text in texts)
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for text in texts:
            sketch(text).pack()
        best = min(best, time.process_time() - began)
    return size / best / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=0, help="measure a library of so many")
    count = parser.parse_args().articles
    if count:
        from tests.benchmarks.copies_many import measure

        measure(count)
        return
    room = Newsroom()
    count = 100
    print(f"{'':36}{'keys meet':>10}{'found':>8}{'resemblance':>13}")
    right = {True: 0, False: 0}
    total = {True: 0, False: 0}
    for name, is_copy, some in pairs(room, count):
        found = [judged(*pair) for pair in some]
        total[is_copy] += len(found)
        right[is_copy] += sum(one[1] for one in found)
        share = 100 / len(found)
        mean = sum(one[2] for one in found) / len(found)
        print(
            f"{'copy: ' if is_copy else 'other: '}{name:36}"[:43].ljust(36)
            + f"{sum(one[0] for one in found) * share:9.1f}%"
            f"{sum(one[1] for one in found) * share:7.1f}%{mean:13.2f}"
        )
    print(f"recall {right[True] / total[True]:.4f}, others folded {right[False]} of {total[False]}")
    texts = [text_of(room.story()) for _ in range(1000)]
    accented = [text.replace("e", "é", 40) for text in texts]
    print(f"sketching: ASCII {speed(texts):.1f} MB/s, accented {speed(accented):.1f} MB/s")


if __name__ == "__main__":
    main()
