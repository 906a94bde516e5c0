// Small texts of this tab and of the person signed in. A browser that forbids storage simply keeps nothing.

const PREFIX = "kept ";

export function who() {
  return document.body.dataset.who || "";
}

export function read(key) {
  try {
    const entry = JSON.parse(sessionStorage.getItem(PREFIX + key) || "null");
    return entry && entry.who === who() ? entry : null;
  } catch {
    return null;
  }
}

export function write(key, entry) {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ ...entry, who: who() }));
  } catch {
    // Storage is full or forbidden: the form works as it would without it.
  }
}

export function drop(key) {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {
    // Forbidden storage holds nothing to drop.
  }
}

export function keys() {
  try {
    return Object.keys(sessionStorage)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => name.slice(PREFIX.length));
  } catch {
    return [];
  }
}

// Every entry, whoever wrote it: for signing out.
export function dropAll() {
  keys().forEach(drop);
}

// Entries of this tab as they lie there, with no question about whose they are: a signed-out page belongs to nobody.
export function mark(key, change) {
  try {
    const entry = JSON.parse(sessionStorage.getItem(PREFIX + key));
    sessionStorage.setItem(PREFIX + key, JSON.stringify({ ...entry, ...change }));
  } catch {
    drop(key);
  }
}

export function raw(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}
