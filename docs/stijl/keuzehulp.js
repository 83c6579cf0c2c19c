/* A decision aid that remembers what was answered, in the address alone: so it can be kept, sent, and walked back with the browser's own button.
   `#begin.1/anderen.2/klant` is each question with the number of its answer, then the step that shows; behind `;` stand answers that were given
   before to questions that may come again. Without this file every answer is a link to the next step, and that is all. */
(() => {
  "use strict"
  const { el } = handboekVersies

  const FIRST_NUMBER = 1
  const decoded = text => {
    try {
      return decodeURIComponent(text)
    } catch {
      return ""
    }
  }

  class Aid {
    constructor(box) {
      this.box = box
      this.status = box.querySelector("[role=status]")
      this.list = box.querySelector(".gegeven")
      this.steps = new Map()
      for (const section of box.querySelectorAll(".stap")) {
        const heading = section.querySelector("h2")
        const answers = [...section.querySelectorAll(".antwoorden a")].map(link => ({ link, to: link.hash.slice(1), text: link.textContent }))
        this.steps.set(heading.id, { key: heading.id, section, heading, answers })
      }
      this.start = this.steps.keys().next().value
      this.way = { given: [], at: this.start, earlier: new Map() }
      box.classList.add("loopt")
      this.turn(false)
      addEventListener("hashchange", () => this.turn(true))
    }

    /* The way that the address tells; null where it is of something else on the page. Answers that no longer lead to the next step are left out. */
    read() {
      const [told, before = ""] = decoded(location.hash.slice(1)).split(";")
      const parts = told.split("/")
      const at = parts.pop()
      if (!this.steps.has(at)) return null
      const given = []
      for (const [place, part] of parts.entries()) {
        const answer = this.answer(part)
        const next = parts[place + 1]?.split(".")[0] ?? at
        if (!answer) return { given: [], at, earlier: new Map() }
        const { key } = answer
        const number = this.steps.get(key).answers[answer.number].to === next ? answer.number : this.steps.get(key).answers.findIndex(one => one.to === next)
        if (number < 0) return { given: [], at, earlier: new Map() }
        given.push({ key, number })
      }
      return { given, at, earlier: new Map(before.split(",").map(part => this.answer(part)).filter(Boolean).map(one => [one.key, one.number])) }
    }

    answer(part) {
      const [, key, count] = /^(.+)\.(\d{1,3})$/.exec(part) ?? []
      const number = Number(count) - FIRST_NUMBER
      return this.steps.get(key)?.answers[number] ? { key, number } : null
    }

    address({ given, at, earlier }) {
      const told = (key, number) => `${key}.${number + FIRST_NUMBER}`
      const kept = [...earlier].map(([key, number]) => told(key, number)).join(",")
      return `#${[...given.map(one => told(one.key, one.number)), at].join("/")}${kept && `;${kept}`}`
    }

    /* The way after this answer: what was answered before is followed for as long as the same questions come. */
    after({ given, at, earlier }, number) {
      const rest = new Map(earlier)
      const whole = [...given]
      let next = at
      for (let chosen = number; chosen !== undefined; chosen = rest.get(next)) {
        whole.push({ key: next, number: chosen })
        rest.delete(next)
        next = this.steps.get(next).answers[chosen].to
      }
      return { given: whole, at: next, earlier: this.steps.get(next).answers.length ? rest : new Map() }
    }

    /* The way back to the question that was answered as the `place`th. */
    before({ given, earlier }, place) {
      const again = given.slice(place).map(one => [one.key, one.number])
      return { given: given.slice(0, place), at: given[place].key, earlier: new Map([...earlier, ...again]) }
    }

    turn(moved) {
      const asked = this.read()
      // Another place on the page: the aid stays where it was.
      if (!asked && moved) return
      const before = this.way.given.length
      this.way = asked ?? this.way
      const { section, heading } = this.steps.get(this.way.at)
      const earlier = this.way.earlier.get(this.way.at)
      for (const step of this.steps.values()) {
        const shows = step.section === section
        step.section.classList.toggle("nu", shows)
        for (const [number, { link, to }] of step.answers.entries()) {
          link.setAttribute("href", shows ? this.address(this.after(this.way, number)) : `#${to}`)
          link.querySelector(".eerder")?.remove()
          if (shows && number === earlier) link.append(el("span", { class: "eerder" }, " Eerder gekozen"))
        }
      }
      this.tell(section)
      if (!asked || (!moved && !location.hash.includes("."))) return
      heading.focus({ preventScroll: true })
      heading.scrollIntoView({ block: "nearest" })
      if (moved) this.say(section, heading, this.way.given.length - before - 1)
    }

    /* The answers so far, each with a way back to its question; and one step back. */
    tell(section) {
      const { given } = this.way
      section.querySelector(".terug")?.remove()
      const row = section.querySelector(".opnieuw")
      if (given.length) row?.prepend(el("a", { class: "terug", href: this.address(this.before(this.way, given.length - 1)) }, "Eén stap terug"))
      const rows = given.map(({ key, number }, place) => {
        const { heading, answers } = this.steps.get(key)
        const change = el("a", { href: this.address(this.before(this.way, place)) }, "Wijzig", el("span", { class: "voorlezen" }, ` het antwoord op: ${heading.textContent}`))
        return el("li", {}, el("span", {}, heading.textContent), " ", el("strong", {}, answers[number].text), " ", change)
      })
      this.list.hidden = !given.length
      this.list.replaceChildren(
        el("p", { id: `${this.start}-gegeven` }, "Gegeven antwoorden"),
        el("ol", { "aria-labelledby": `${this.start}-gegeven` }, ...rows),
        el("p", { class: "gegeven-noot" }, "De antwoorden staan alleen in het adres van deze pagina. Met dat adres zijn ze te bewaren of te sturen."),
      )
    }

    /* Beside the heading, which has the focus: whether it is a question or the end, and what was kept. */
    say(section, heading, more) {
      const kept = more > 0 ? `${more === 1 ? "Eén eerder antwoord is" : `${more} eerdere antwoorden zijn`} gebleven. ` : ""
      this.status.textContent = `${kept}${section.querySelector(".nog")?.textContent ?? `Uitkomst: ${heading.textContent}.`}`
    }
  }

  for (const box of document.querySelectorAll(".keuze")) new Aid(box)
})()
