# What `import goodoffices` offers: each public name once, with the module it is loaded from.

from .cases.catalog import (
    case as case,
    case_names as case_names,
)
from .cases.entries import catalogue as catalogue
from .cases.finding import (
    CasesFound as CasesFound,
    find_cases as find_cases,
)
from .cases.seals import (
    check_seal as check_seal,
    seal as seal,
)
from .cases.sources import check_sources as check_sources
from .ensemble.audit.audit import audit as audit
from .ensemble.audit.results import Audit as Audit
from .ensemble.base_rates import (
    BaseRate as BaseRate,
    BaseRates as BaseRates,
    base_rates as base_rates,
)
from .ensemble.inverse import (
    Inverse as Inverse,
    inverse as inverse,
)
from .ensemble.probability_map import (
    ProbabilityMap as ProbabilityMap,
    probability_map as probability_map,
)
from .ensemble.robust.frontier import (
    Frontier as Frontier,
    frontier as frontier,
)
from .ensemble.robust.plan import (
    robust_plan as robust_plan,
)
from .ensemble.robust.results import (
    RobustPlan as RobustPlan,
    RobustShortfall as RobustShortfall,
)
from .ensemble.robustness import (
    Robustness as Robustness,
    robustness as robustness,
)
from .ensemble.sample import (
    Ensemble as Ensemble,
    sample as sample,
)
from .ensemble.scenarios import (
    ScenarioTally as ScenarioTally,
)
from .ensemble.sensitivity import (
    Influence as Influence,
    Sensitivity as Sensitivity,
    sensitivity as sensitivity,
)
from .ensemble.timeline import (
    OnDate as OnDate,
    Timeline as Timeline,
)
from .ensemble.zone_shares import (
    ZoneShares as ZoneShares,
    zone_shares as zone_shares,
)
from .errors import (
    FileChangedError as FileChangedError,
    FileError as FileError,
    GoodOfficesError as GoodOfficesError,
    MissingExtraError as MissingExtraError,
    ModelError as ModelError,
    Problem as Problem,
    RequestError as RequestError,
    SizeError as SizeError,
    Stopped as Stopped,
)
from .files.draft import (
    Draft as Draft,
    begin as begin,
)
from .files.dumps import (
    dumps as dumps,
)
from .files.gmcr import (
    import_gmcr as import_gmcr,
)
from .files.load import (
    load as load,
    loads as loads,
)
from .files.mentions import (
    Mention as Mention,
    MentionedError as MentionedError,
    mentions as mentions,
)
from .files.nfg import (
    export_nfg as export_nfg,
    import_nfg as import_nfg,
)
from .files.notebooks.load import (
    load_notebook as load_notebook,
    loads_notebook as loads_notebook,
)
from .files.notebooks.save import (
    dumps_notebook as dumps_notebook,
    save_notebook as save_notebook,
)
from .files.pages.page_files import (
    load_pages as load_pages,
    loads_pages as loads_pages,
)
from .files.payoff_table import (
    import_table as import_table,
)
from .files.save import (
    save as save,
)
from .files.scenarios import (
    scenarios as scenarios,
)
from .files.timeline import (
    at as at,
    timeline as timeline,
)
from .files.views import (
    truths as truths,
    views as views,
)
from .mediation.claims import (
    Verdict as Verdict,
    Verdicts as Verdicts,
    claims as claims,
)
from .mediation.durability import (
    Durability as Durability,
    durability as durability,
)
from .mediation.evenness import (
    Evenness as Evenness,
    evenness as evenness,
)
from .mediation.live import (
    Live as Live,
    Moment as Moment,
    live as live,
)
from .mediation.mediators import (
    Mediators as Mediators,
    mediators as mediators,
)
from .mediation.outcome_chances import (
    Chances as Chances,
    chances as chances,
)
from .mediation.plan.planning import (
    plan as plan,
)
from .mediation.plan.results import (
    Plan as Plan,
    Shortfall as Shortfall,
)
from .mediation.pressure_map import (
    PressureMap as PressureMap,
    pressure_map as pressure_map,
)
from .mediation.ripeness import (
    Ripeness as Ripeness,
    ripeness as ripeness,
)
from .mediation.spoilers import (
    Spoiler as Spoiler,
    Spoilers as Spoilers,
    spoilers as spoilers,
)
from .mediation.status_quo_paths import (
    Drift as Drift,
    drift as drift,
)
from .mediation.threats import (
    Threats as Threats,
    threats as threats,
)
from .mediation.roadmap.results import (
    Roadmap as Roadmap,
)
from .mediation.roadmap.roadmap import (
    roadmap as roadmap,
)
from .mediation.zone.zone import (
    Package as Package,
    Zone as Zone,
    settlements as settlements,
)
from .model.conflict import Conflict as Conflict
from .model.events import (
    Due as Due,
    Event as Event,
    Evidence as Evidence,
)
from .model.knowledge import (
    UnknownPreferencesError as UnknownPreferencesError,
)
from .model.levers import (
    Claim as Claim,
    Lever as Lever,
)
from .model.preferences import (
    Partial as Partial,
    Payoffs as Payoffs,
    Prioritized as Prioritized,
    Ranking as Ranking,
    Weights as Weights,
)
from .model.states import (
    State as State,
)
from .model.uncertainty import (
    Correlation as Correlation,
    Distribution as Distribution,
    Quantity as Quantity,
    Scenario as Scenario,
    Uncertainty as Uncertainty,
    Use as Use,
)
from .model.views import (
    Truth as Truth,
    View as View,
)
from .model.written import (
    DecisionMaker as DecisionMaker,
    Mediation as Mediation,
    NoMove as NoMove,
    Option as Option,
)
from .show.brief.making import (
    Brief as Brief,
    brief as brief,
)
from .show.charts.graph_chart import (
    graph as graph,
)
from .show.charts.graph_layout import (
    GraphLayout as GraphLayout,
    graph_layout as graph_layout,
)
from .show.charts.picture import (
    Picture as Picture,
)
from .show.language import (
    languages as languages,
    speaking as speaking,
)
from .sources.checking import (
    DocumentCheck as DocumentCheck,
    SourcesCheck as SourcesCheck,
    ValueCheck as ValueCheck,
)
from .sources.drafting.model_draft import (
    NotebookDraft as NotebookDraft,
    draft_model as draft_model,
)
from .sources.drafting.gaps import (
    DraftQuestion as DraftQuestion,
)
from .sources.notebook import (
    Document as Document,
    Ground as Ground,
    Notebook as Notebook,
    Statement as Statement,
)
from .sources.pages import Page as Page
from .sources.reading import (
    PageRead as PageRead,
    Reading as Reading,
    read_page as read_page,
)
from .sources.seals import (
    Said as Said,
    Seal as Seal,
    SealCheck as SealCheck,
)
from .stability.analysis import (
    Analysis as Analysis,
    analyze as analyze,
)
from .stability.certainty.certainty import (
    Certainty as Certainty,
    certain as certain,
)
from .stability.certainty.questions import (
    Question as Question,
    Questions as Questions,
    questions as questions,
)
from .stability.coalitions import (
    CoalitionAnalysis as CoalitionAnalysis,
    coalitions as coalitions,
)
from .stability.difference import (
    Difference as Difference,
    difference as difference,
)
from .stability.explain import (
    Explanation as Explanation,
    Explanations as Explanations,
    explain as explain,
    explanations as explanations,
)
from .stability.observed import (
    Observed as Observed,
    observed as observed,
)
from .stability.success import (
    PredictiveSuccess as PredictiveSuccess,
    predictive_success as predictive_success,
)
from .stability.paths import (
    Move as Move,
    Paths as Paths,
    paths as paths,
)
from .stability.truths import (
    Truths as Truths,
)
from .stability.views import (
    Misjudged as Misjudged,
    Views as Views,
)
from .stability.warming import (
    warm as warm,
)

__version__: str
