// Small menus that open beside their button (ARIA Authoring Practices, "Menu Button").

let openMenu = null;

// items: [label, act, isChosen?, lang?]; with `isChoice` one of them is checked.
function toggleMenu(button, items, isChoice) {
  const wasOpen = openMenu && openMenu.button === button;
  closeMenu();
  if (wasOpen) return;
  const list = make('div', {class: 'menu', role: 'menu', 'aria-label': button.getAttribute('aria-label') || button.textContent},
    items.map(([label, act, isChosen, lang]) => make('button', {
      type: 'button', role: isChoice ? 'menuitemradio' : 'menuitem', 'aria-checked': isChoice ? String(!!isChosen) : null, tabIndex: -1,
      on: {click: () => { closeMenu(); act(); }},
    }, isChoice ? icon('check') : null, make('span', {lang}, label))));
  button.parentNode.append(list);
  button.setAttribute('aria-expanded', 'true');
  openMenu = {button, list};
  const entries = [...list.children];
  (entries.find(entry => entry.getAttribute('aria-checked') === 'true') || entries[0]).focus();
  list.addEventListener('keydown', event => {
    const at = entries.indexOf(document.activeElement);
    const target = {ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: entries.length - 1}[event.key];
    event.stopPropagation();
    if (target !== undefined) {
      event.preventDefault();
      entries[target % entries.length].focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      if (event.key === 'Escape') event.preventDefault();
      closeMenu();
      button.focus();
    }
  });
}
function closeMenu() {
  if (!openMenu) return;
  openMenu.list.remove();
  openMenu.button.setAttribute('aria-expanded', 'false');
  openMenu = null;
}
document.addEventListener('pointerdown', event => {
  if (openMenu && !openMenu.list.contains(event.target) && !openMenu.button.contains(event.target)) closeMenu();
});
