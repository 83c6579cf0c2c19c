/* What the page does beside showing text: the menus that fold on a narrow screen, the switch between light and dark,
   where the reader is in the list of headings, and what stands on every printed page. */
(() => {
  "use strict"
  const html = document.documentElement
  const find = name => document.querySelector(`[data-${name}]`)

  /* A button that opens and closes a part of the page; Escape closes it and goes back to the button. */
  const fold = (button, part) => {
    const open = on => {
      part.classList.toggle("open", on)
      button.setAttribute("aria-expanded", String(on))
    }
    button.addEventListener("click", () => open(!part.classList.contains("open")))
    for (const place of [button, part]) {
      place.addEventListener("keydown", event => {
        if (event.key !== "Escape" || event.defaultPrevented || !part.classList.contains("open")) return
        open(false)
        // Where there is room the part stands open, without a button.
        if (button.checkVisibility()) button.focus()
      })
    }
    return open
  }

  const link = find("menuknop")
  const menu = find("menu")
  if (link && menu) {
    const button = document.createElement("button")
    button.type = "button"
    button.className = link.className
    button.dataset.menuknop = ""
    button.textContent = link.textContent
    button.setAttribute("aria-expanded", "false")
    button.setAttribute("aria-controls", menu.id)
    link.replaceWith(button)
    fold(button, menu)
  }

  const contents = find("inhoud")
  if (contents) {
    const open = fold(find("inhoudknop"), contents)
    contents.addEventListener("click", event => {
      if (event.target.closest("a")) open(false)
    })
    follow(contents)
  }

  /* Marks the heading under which the reader reads: the last one that has passed the top of the window. */
  function follow(list) {
    const links = new Map()
    for (const link of list.querySelectorAll("a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)))
      if (heading) links.set(heading, link)
    }
    let marked = null
    const mark = () => {
      const line = parseFloat(getComputedStyle(html).scrollPaddingTop) + 8
      let now = null
      for (const heading of links.keys()) if (heading.checkVisibility() && heading.getBoundingClientRect().top <= line) now = links.get(heading)
      if (now === marked) return
      marked?.removeAttribute("aria-current")
      now?.setAttribute("aria-current", "location")
      marked = now
    }
    let waiting = false
    addEventListener("scroll", () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => {
        waiting = false
        mark()
      })
    }, { passive: true })
    mark()
  }

  /* A table that fits needs no stop of the keyboard, and no name. */
  const boxed = { role: "region", tabindex: "0" }
  const sized = new ResizeObserver(changes => {
    for (const box of new Set(changes.map(({ target }) => target.closest(".tabel")))) {
      const scrolls = box.scrollWidth > box.clientWidth
      for (const [name, value] of Object.entries({ ...boxed, "aria-label": box.dataset.naam })) {
        if (scrolls) box.setAttribute(name, value)
        else box.removeAttribute(name)
      }
    }
  })
  for (const box of document.querySelectorAll(".tabel[aria-label]")) {
    box.dataset.naam = box.getAttribute("aria-label")
    // The table too: larger letters make it wider than a box that stays the same.
    sized.observe(box)
    sized.observe(box.firstElementChild)
    // A link that begins in sight counts as seen for a browser, however little of it there is.
    box.addEventListener("focusin", ({ target }) => target !== box && target.scrollIntoView({ block: "nearest", inline: "nearest" }))
  }

  /* A mail address stays on one line; one that is longer than its column ends that line behind the @ or a full stop, and nowhere else. */
  const mails = new Set()
  const whole = (tag, ...parts) => {
    const element = document.createElement(tag)
    element.append(...parts)
    return element
  }
  const ways = found => {
    for (const mail of found) {
      if (mails.has(mail) || !mail.textContent.includes("@") || mail.children.length) continue
      mails.add(mail)
      mail.replaceChildren(...mail.textContent.match(/[^@.]*[@.]|[^@.]+$/g).flatMap((part, at) => [...(at ? [whole("wbr")] : []), whole("span", part)]))
      for (const one of [mail, ...mail.querySelectorAll("span")]) one.classList.add("heel")
    }
  }
  /* What a line has room for, of the block in which the address stands, with the bracket before it and the comma behind it. */
  const room = mail => {
    let block = mail.parentElement
    while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement
    const { paddingLeft, paddingRight, fontSize } = getComputedStyle(block)
    return block.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - 1.5 * parseFloat(fontSize)
  }
  const fit = () => {
    const parts = [...mails].filter(mail => mail.checkVisibility()).map(mail => [mail, [mail, ...mail.querySelectorAll("span")]])
    for (const [, all] of parts) for (const one of all) one.classList.add("te-lang")
    const rooms = new Map(parts.map(([mail]) => [mail, room(mail)]))
    for (const [, all] of parts) for (const one of all) one.classList.remove("te-lang")
    const long = parts.flatMap(([mail, all]) => all.filter(one => (one === mail && mail.closest("td")) || one.offsetWidth > rooms.get(mail)))
    for (const one of long) one.classList.add("te-lang")
  }
  const text = document.querySelector("main")
  if (text) {
    const look = () => {
      ways(text.querySelectorAll("a[href^='mailto:']"))
      if (mails.size) fit()
    }
    look()
    let width = text.clientWidth
    new ResizeObserver(() => {
      if (text.clientWidth === width) return
      width = text.clientWidth
      fit()
    }).observe(text)
    // The contacts of now come later, in the place of those of then.
    new MutationObserver(changes => changes.some(({ addedNodes }) => [...addedNodes].some(node => node.matches?.("a[href^='mailto:'], :has(a[href^='mailto:'])"))) && look()).observe(text, { childList: true, subtree: true })
  }

  // Every printed page carries the title and the address for ever: style sheets cannot read them from the page.
  const address = document.querySelector("link[rel=canonical]")?.href
  if (address) {
    // On a line of its own, below the version.
    html.style.setProperty("--adres", `"\\a ${address}"`)
    html.style.setProperty("--titel", JSON.stringify(document.title))
  }

  /* Both addresses of the page lead to the article that the reader went to. */
  const addresses = [...document.querySelectorAll("[data-adres]")].map(link => [link, link.href])
  const point = () => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1))) ? location.hash : ""
    for (const [link, page] of addresses) {
      link.href = page + to
      link.textContent = page + to
    }
  }
  if (addresses.length) {
    addEventListener("hashchange", point)
    if (location.hash) point()
  }

  /* An article that went left a note at its address: who comes for it, or for a paragraph of it, is led on at once. */
  const leadOn = () => {
    const asked = location.hash.slice(1)
    const name = asked.replace(/-lid-\d+$/, "")
    const note = document.querySelector(".vervallen") && (document.getElementById(asked) ?? document.getElementById(name))
    if (!note?.matches(".vervallen > *")) return
    const to = note.querySelector("[data-opvolger]")
    if (!to) note.scrollIntoView()
    // The paragraphs of an article that only moved are those that it had.
    else location.replace(to.hash === `#${name}` ? to.href.replace(/#.*/, location.hash) : to.href)
  }
  addEventListener("hashchange", leadOn)
  if (location.hash) leadOn()

  const colours = find("weergave")
  if (colours) {
    const name = colours.querySelector(".voorlezen")
    const show = () => {
      name.textContent = html.dataset.mdColorScheme === "slate" ? "Lichte weergave" : "Donkere weergave"
    }
    colours.addEventListener("click", () => {
      const dark = html.dataset.mdColorScheme !== "slate"
      html.dataset.mdColorScheme = dark ? "slate" : "default"
      try {
        localStorage.setItem("handboek.weergave", dark ? "donker" : "licht")
      } catch {
        // Then the choice lasts as long as the page.
      }
      show()
    })
    show()
  }
})()
