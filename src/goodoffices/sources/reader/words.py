"""Words that make the frame of a sentence, as data: what stands between parties and their acts."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as a line."""
    return frozenset(text.split())


MODALS = words("will would may might could can shall should must wo ca sha 'll ought cannot")
POSSIBLE = words("may might could can")
OBLIGING = words("must should shall ought")
WILL = words("will would wo 'll shall 'd")
BE = words("be is are was were been being am 's 're 'm")
HAVE = words("have has had having 've")
DO = words("do does did")
GET = words("get gets got getting")
AUXILIARIES = MODALS | BE | HAVE | DO | words("'d")
NEGATIONS = words("not n't never no nor neither")
DETERMINERS = words(
    """the a an this that these those its his her their our my your some any no each every all both
    another other such several many few more most much new former further own either neither"""
)
POSSESSIVES = words("its his her their our my your 's")
PREPOSITIONS = words(
    """of in on at by for from with without to into onto over under against about between among
    after before during since until till through throughout across along around behind beyond near
    despite upon via per within toward towards amid amidst inside outside off up down as like than
    regarding concerning following including unlike besides"""
)
COORDINATORS = words("and or but nor yet then")
SUBORDINATORS = words(
    """if unless because although though while whereas until till after before since so as when
    whenever where once whether lest provided providing that how why what except"""
)
SUBJECT_PRONOUNS = words("he she it they we i")
OBJECT_PRONOUNS = words("him her it them us me")
PRONOUNS = SUBJECT_PRONOUNS | OBJECT_PRONOUNS | words("who itself himself herself themselves")
FIRST_PERSON = words("we i us our my me")
THIRD_PERSON = (SUBJECT_PRONOUNS | OBJECT_PRONOUNS | words("its his her their")) - FIRST_PERSON
NUMBERS = words("two three four five six seven eight nine ten eleven twelve dozen hundred thousand")
ADVERBS = words(
    """late early also now
    then still already again even just only once never always often soon today yesterday
    tomorrow tonight instead rather further thus therefore however too so far yet ever almost
    first last later earlier ahead together alone indeed perhaps maybe meanwhile twice there
    here nonetheless nevertheless otherwise long well quite very all both each"""
)
WEEKDAYS = words(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december"""
)
NOT_ADVERBS = words(
    """reply supply apply rely comply ally family rally july italy assembly bully fly tally imply
    multiply only anomaly monopoly unlikely likely early daily
    weekly monthly costly friendly deadly"""
)

# Verbs that are no acts but frame a sentence; those that take a clause are in SPEECH_VERBS.
FRAME_VERBS = words(
    """be have do go come get make take give keep let put see find know show seem appear look become
    remain stay happen mean matter help try attempt hope plan intend expect wish like prefer need
    use work live lead run turn bring hold hear learn follow meet speak talk discuss negotiate visit
    return fail manage continue face receive lose win grow rise fall change lack involve include
    represent employ own belong affect concern cause create allow enable force compel oblige coerce
    influence pressure persuade convince push press urge react respond reply answer sit stand
    write read carry set feel leave ask tell call consider regard describe declare cover reach sign
    strike break draw raise earn cost spend mention suggest point refer resolve correct wait serve
    form share provide supply produce generate export import exist emerge result captivate temper
    toughen soften wonder recognise recognize differ vary treat apply comply cooperate collaborate
    participate attend travel arrive gather assemble chair facilitate handle watch monitor
    observe inspect verify sponsor oversee collapse stall falter expire lapse succeed end start
    begin proceed rest lie claim deem punish retaliate pursue hurt harm suffer accompany explain
    confirm reveal disclose hint imply indicate conclude decide choose determine want seek shift
    shape weigh mull contemplate ponder study examine review assess estimate calculate measure count
    add trigger prompt spark provoke drive fuel worsen improve stabilise hamper hinder prevent avoid
    avert protect defend preserve secure obtain gain acquire inherit split divide trust
    respect honour honor violate breach infringe obey ignore neglect overlook miss budge
    resort tolerate withstand sustain maintain enforce implement fulfil fulfill execute complete
    finish finalise finalize prepare arrange organise organize schedule expand widen narrow
    limit restrict curb cap prohibit debate insist place retain recover rebuild repair clean
    install operate shut vacate occupy farm harvest plant irrigate pollute afford cool
    contaminate relent vote campaign lobby argue quarrel clash dispute contest"""
)

# Verbs whose object is what somebody says or thinks.
SPEECH_VERBS = words(
    """say argue claim believe think maintain contend allege assert deny declare state insist
    announce add warn tell note stress acknowledge admit suggest predict report reply respond
    explain fear doubt complain point hope expect emphasise emphasize promise pledge vow threaten
    agree demand propose mean hint signal indicate confirm reveal feel know swear write hear
    understand see reiterate repeat remark observe concede protest suspect caution hold"""
)

# "X tells Y to …": who acts next is Y.
OBJECT_CONTROL = words(
    """ask urge tell order press push force compel oblige coerce persuade convince invite call allow
    enable want need instruct require request pressure get expect warn influence appeal petition beg
    implore exhort lobby plead help let like"""
)

# Nouns for people and bodies that act for those they belong to.
ORGANS = words(
    """president minister ministry government leader leaders leadership spokesman spokeswoman
    spokesperson spokespeople official officials negotiator negotiators delegation delegates
    delegate representative representatives chairman chairwoman chair chief chiefs boss bosses
    executive executives director directors management manager managers board lawyers lawyer
    attorney attorneys counsel secretary envoy envoys ambassador diplomat diplomats foreign prime
    premier chancellor king queen parliament parliamentarians congress senate house cabinet
    council councillors councilors mayor governor army military forces troops soldiers navy
    authorities authority administration officer officers ceo members member workers staff
    employees group team side camp party general secretary-general deputy
    commissioner head heads speaker lawmakers senators committee executive-board union
    vice-president defence defense finance interior trade energy security national federal central
    senior top state press statement campaigners activists residents farmers fishermen drivers
    nurses teachers pilots shareholders owners owner founder trustees elders people public
    supporters allies delegations convener steward stewards headquarters office human
    resources operations vice legal lead new acting former local regional organiser
    organisers organizer organizers coordinator adviser advisers adviser's aide aides department
    agency agencies police guards coast guard coastguard air force fighters engineers skipper
    association federation captain rector dean deans bishop clerk judge vessels rebels
    militants capital kremlin"""
)
ORGAN_HEADS = ORGANS - words(
    """foreign prime general defence defense finance interior trade energy security national federal
    central senior top state press human resources operations vice legal lead new acting former
    local regional public coast air statement deputy"""
)
PEOPLE = words(
    """president minister leader spokesman spokeswoman spokesperson chairman chairwoman chair chief
    boss director manager lawyer attorney secretary envoy ambassador premier chancellor king queen
    mayor governor officer ceo commissioner head speaker founder owner negotiator representative
    official secretary-general organiser organizer coordinator adviser aide convener"""
)

PEOPLE_ENDINGS = (
    "ers",
    "ors",
    "ists",
    "men",
    "women",
    "ians",
    "forces",
    "vessels",
    "ships",
    "boats",
)
NO_PEOPLE = words(
    """offers orders papers letters matters powers numbers others figures borders members' drivers'
    tenders waters errors factors doors sectors tractors rivers centers centres quarters"""
)
TIMES = words(
    """week month year day morning afternoon evening night spring summer autumn winter monday
    tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december weekend quarter"""
)

# Kinds of parties, each by the nouns it goes by: "the company" is the one party of that kind.
KINDS: dict[str, frozenset[str]] = {
    "company": words(
        """company firm corporation corp inc ltd plc gmbh ag employer management manufacturer
        operator airline carrier retailer supplier developer owner producer group utility landlord
        publisher studio studios railway bank chain brewery contractor employers bosses holding
    holdings"""
    ),
    "union": words(
        """union members workers brotherhood guild federation staff employees strikers unions
        workforce teamsters steelworkers drivers nurses teachers pilots crew crews miners dockers
    association"""
    ),
    "state": words("country nation republic kingdom state capital"),
    "government": words("government ministry cabinet administration department minister agency"),
    "council": words("council municipality town city borough village county commune mayor"),
    "tribe": words("tribe tribes nation band chiefs elders community"),
    "court": words("court tribunal judge"),
    "residents": words(
        """residents villagers neighbours neighbors locals farmers growers herders fishermen
        campaigners activists protesters tenants parents students environmentalists campaign
    group"""
    ),
}

# Sure words, hedges by what they say of the clause that they stand in.
HEDGE_WORDS: dict[str, frozenset[str]] = {
    "reported": words("reportedly allegedly apparently purportedly supposedly rumoured rumored"),
    "unlikely": words("unlikely hardly improbable doubtful"),
    "likely": words("likely probably expected presumably poised probable"),
    "possible": words("possibly perhaps maybe potentially conceivably potential possible"),
    "unclear": words("unclear uncertain unknown"),
}
HEDGE_PHRASES: dict[str, tuple[str, ...]] = {
    "reported": (
        "is said to", "are said to", "was said to", "were said to", "said to be", "said to have",
        "according to sources", "sources say", "sources said", "reports say", "reports that",
        "it is reported", "it was reported", "are reported to", "is reported to", "rumours",
        "according to reports", "understood to", "believed to", "according to media",
        "according to people", "people familiar", "media reports", "was reported to",
    ),
    "unlikely": ("not likely", "not expected to", "less likely", "no sign that", "little chance"),
    "likely": ("set to", "looks set", "seems to", "appears to", "about to", "bound to"),
    "possible": (
        "is considering", "are considering", "is weighing", "are weighing", "is mulling",
        "not ruled out", "n't ruled out", "n't rule out", "not rule out", "not excluded",
        "is contemplating",
    ),
    "unclear": (
        "remains to be seen", "not clear", "n't clear", "open question", "not known",
        "nobody knows",         "not yet clear",
    ),
}  # fmt: skip
CONDITION_MARKS = (
    "on condition that", "on the condition that", "on condition", "provided that", "providing that",
    "provided", "only if", "only when", "only once", "only after", "even if", "as long as",
    "so long as", "in exchange for", "in return for", "in case", "unless and until", "unless", "if",
    "on the understanding that", "in the event that", "in the event of", "failing that",
    "assuming", "subject to", "conditional on", "contingent on", "until", "once", "before",
    "without first",
)  # fmt: skip
