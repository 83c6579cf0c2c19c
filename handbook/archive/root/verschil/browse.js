/* How a reader walks through a redline: from change to change with buttons or the keys n and p, with or without what stayed the same.
   A page that was written with its redline has [data-bladeren] and needs nothing but this file; /vergelijk/ calls `browse` each time that it drew one. */

const SWITCHED_OFF = "handboek:bladertoetsen-uit"
/* What stands within another place is seen with it; a choice that was switched holds articles of its own. */
const PLACES = ".verschil-plek:not(.verschil-plek:not(details) .verschil-plek)"
/* Within these a letter is what somebody types. */
const FIELDS = 'input:not([type="checkbox"]), select, textarea, [contenteditable]'

const bars = new WeakMap()

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

const checkbox = (words, on, change) => {
  const box = make("input", { type: "checkbox" })
  box.checked = on
  box.addEventListener("change", () => change(box.checked))
  return make("label", {}, box, ` ${words}`)
}

/* Whether the keys work: for whom speaks to a computer, a letter that does something by itself is in the way. */
const keys = {
  get on() {
    try {
      return localStorage.getItem(SWITCHED_OFF) === null
    } catch {
      return true
    }
  },
  set on(wanted) {
    try {
      if (wanted) localStorage.removeItem(SWITCHED_OFF)
      else localStorage.setItem(SWITCHED_OFF, "")
    } catch {
      // A browser that keeps nothing: then the keys work again on the next page.
    }
  },
}

class Bar {
  constructor(sheet) {
    this.sheet = sheet
    this.here = null
    this.counter = make("span", { class: "verschil-teller", role: "status" })
    this.steps = [["Vorige wijziging", -1], ["Volgende wijziging", 1]].map(([words, step]) => {
      const button = make("button", { type: "button" }, words)
      button.addEventListener("click", () => this.jump(step))
      return button
    })
    this.walk = make("div", { class: "verschil-balk" }, ...this.steps, this.counter)
    this.settings = make("div", { class: "verschil-instelling" },
      checkbox("Verberg wat gelijk bleef", true, hide => {
        sheet.classList.toggle("verschil-kort", hide)
        this.count()
      }),
      checkbox("Blader met de toetsen n (volgende) en p (vorige)", keys.on, on => (keys.on = on)))
    this.settings.lastChild.className = "verschil-toetsen"
    // What changed is what a reader comes for.
    sheet.classList.add("verschil-kort")
    sheet.before(this.settings, this.walk)
    sheet.addEventListener("toggle", () => this.count(), true)
    document.addEventListener("keydown", event => this.press(event))
  }

  /* Those that can be seen: what a reader folded away is passed over. */
  get places() {
    return [...this.sheet.querySelectorAll(PLACES)].filter(place => place.checkVisibility())
  }

  /* Called after every change of what is shown. */
  count() {
    const places = this.places
    const at = places.indexOf(this.here)
    const all = places.length === 1 ? "1 wijziging" : `${places.length} wijzigingen`
    const hidden = this.sheet.hidden || !places.length
    this.walk.hidden = this.settings.hidden = this.sheet.hidden || !this.sheet.querySelector(PLACES)
    for (const button of this.steps) button.disabled = hidden
    this.counter.textContent = at < 0 ? all : `Wijziging ${at + 1} van ${places.length}`
  }

  /* To the next change after where the reader is, or the one before it; past the last comes the first. */
  jump(step) {
    const places = this.places
    if (!places.length) return
    const start = this.sheet.contains(document.activeElement) ? document.activeElement : this.here
    const at = places.indexOf(start)
    let to = at + step
    if (at < 0 && start?.isConnected) {
      const after = places.findIndex(place => start.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING)
      to = step > 0 ? after : (after < 0 ? places.length : after) - 1
    } else if (at < 0) {
      to = step > 0 ? 0 : places.length - 1
    }
    this.here = places[(to + places.length) % places.length]
    this.here.tabIndex = -1
    this.here.focus({ preventScroll: true })
    this.here.scrollIntoView({ block: "center" })
    this.count()
  }

  press(event) {
    const step = { n: 1, p: -1 }[event.key]
    if (!step || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
    if (this.walk.hidden || !keys.on || event.target.closest?.(FIELDS)) return
    event.preventDefault()
    this.jump(step)
  }
}

/* Puts the controls above the redline in `sheet`, or counts anew what stands in it. */
export const browse = sheet => {
  if (!bars.has(sheet)) bars.set(sheet, new Bar(sheet))
  const bar = bars.get(sheet)
  if (!bar.here?.isConnected) bar.here = null
  bar.count()
}

for (const sheet of document.querySelectorAll("[data-bladeren]")) browse(sheet)
