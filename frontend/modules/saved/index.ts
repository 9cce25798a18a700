// Deciding for a home, on every page: favourites, history, comparison, sharing, printing.

import { loadWhole } from "./whole_pages";
import { joinAccount } from "./account";
import { CompareTray } from "./compare_tray";
import { keepSearchesHere } from "./device_searches";
import { HomeActions } from "./home_actions";
import { KeptHomes } from "./kept_homes";
import { follow, kept, say, texts } from "./page";
import { PageTools } from "./page_tools";

customElements.define("compare-tray", CompareTray);
customElements.define("home-actions", HomeActions);
customElements.define("kept-homes", KeptHomes);
customElements.define("page-tools", PageTools);

void joinAccount(kept, follow, () => say(texts.searches_left));
loadWhole();
keepSearchesHere();
