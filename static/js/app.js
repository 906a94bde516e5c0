// What every page gets. Each page works without it.
import { focusSummary } from "./summary.js";
import { watchForms } from "./unsaved.js";
import { keepText } from "./keep.js";
import { editRowsInPlace } from "./rowedit.js";

document.documentElement.classList.add("js-enabled");
focusSummary(document);
watchForms(document);
keepText(document);
editRowsInPlace(document);
