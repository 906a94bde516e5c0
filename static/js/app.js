// What every page gets. Each page works without it.

import { keepDrafts } from "./drafts.js";
import { suggestLeads } from "./leads.js";
import { editRowsInPlace } from "./rowedit.js";
import { focusSummary } from "./summary.js";
import { watchForms } from "./unsaved.js";

document.documentElement.classList.add("js-enabled");
focusSummary(document);
watchForms(document);
keepDrafts(document);
editRowsInPlace(document);
suggestLeads();
