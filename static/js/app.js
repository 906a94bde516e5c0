// What every page gets. Each page works without it.

import { keepText } from "./keep.js";
import { suggestLeads } from "./leads.js";
import { editRowsInPlace } from "./rowedit.js";
import { focusSummary } from "./summary.js";
import { watchForms } from "./unsaved.js";

document.documentElement.classList.add("js-enabled");
focusSummary(document);
watchForms(document);
keepText(document);
editRowsInPlace(document);
suggestLeads();
