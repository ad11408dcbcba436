"""The words of each act, as data: verbs and nouns by which a statement is told.

Verbs stand in their base form; ``inflections`` makes the rest. A particle belongs to its verb
("rule out"), ``*`` stands for an object between ("ask * to"). ``HOSTILE`` are deeds that hurt:
announced, they are threats, where other deeds are promises.
"""

from __future__ import annotations

from goodoffices.sources.notebook import Act

ACT_VERBS: dict[Act, str] = {
    "demand": """
        demand, require, request, urge, insist, insist on, insist upon, call for, call on, call
        upon, press for, press * to, push for, push * to, seek, want, want * to, ask for, ask *
        to, ask * for, appeal for, appeal to, petition for, petition, petition * to, order * to,
        instruct, tell * to, beg, implore, plead for, plead with, exhort, lobby for, lobby * to,
        campaign for, hold out for, clamour for, clamor for, agitate for, argue for, expect * to,
        look to * to, pressure * to, claim compensation, claim damages, summon, enjoin, bid for,
        warn * to, need * to, bargain for, hold * to account, lay claim to, lay claim, insist
        that, invite * to explain, set a deadline, set * deadline, give * until, give * days to,
        give * weeks to, give * hours to, wish to see, wish for, would like * to, stipulate,
        command, challenge * to, apply to * for, apply for, sue for, push * for, press * for, ask
        that, want * back, want back, claim back, put in for""",
    "offer": """
        offer, propose, suggest, put forward, table, float, tender, invite, volunteer, extend,
        pitch, proffer, moot, hold out * prospect, raise * offer, put * on the table, put * table,
        come forward with, come up with, counter with, improve * offer, sweeten, open the door to,
        open * door, submit * proposal, present * proposal, present * plan, signal * readiness,
        signal * willingness, signal * openness, extend * hand, hold out an olive branch, throw *
        open, lay out * proposal, unveil * proposal, make * available, present * with, stand ready
        to, dangle, make overtures, put in a word, sound out, lay before, come forward,
        throw in""",
    "accept": """
        accept, agree, agree to, agree on, agree with, approve, endorse, welcome, consent, consent
        to, ratify, embrace, back, sign, sign up to, sign up, sign off on, go along with, assent,
        assent to, concur, vote for, vote in favour, vote in favor, vote to accept, vote to
        approve, vote to ratify, say yes, support, settle for, take up, give * blessing, give *
        consent, give * backing, give * approval, shake hands, come round to, adopt * plan, adopt
        * proposal, subscribe to, initial, warm to, grant, live with, nod through,
        take * up on, jump at, fall in with, come on board, give * go-ahead, give * nod, give *
        green light, wave through, acquiesce in, acquiesce, come to terms with""",
    "refuse": """
        refuse, reject, decline, rule out, turn down, oppose, dismiss, rebuff, resist, veto,
        object, object to, spurn, balk, balk at, baulk at, baulk, repudiate, snub, vote against,
        vote down, vote to reject, throw out, knock back, brush aside, brush off, say no, shoot
        down, block, stand firm, hold firm, stand fast, stand by, stick to, hold out against, dig
        in, disagree, stand * ground, hold * ground, scorn, shun, defy, rebut, bar, forbid, bridle
        at, wave away, wave aside, turn * back on, pour cold water, give short shrift, close the
        door, slam, thumb * nose, fend off, withhold * consent, withhold * approval, deny *
        request, deny * permission, deny * access, fail to agree, fail to accept, hold fast,
        rubbish, stonewall, laugh off, go no further, go no lower, go no higher, go no farther, do
        neither, shake * head, have had enough, bristle at, recoil from, kick out,
        remain opposed, describe * as non-starter, call * non-starter, call *
        unacceptable, call * insult, call * inadequate, call * insufficient, call * joke, call *
        unrealistic, call * unreasonable, call * excessive, call * absurd, call * outrageous,
        describe * as unacceptable, cool on, wash * hands, draw a red line, draw the line, shut
        the door, pass up, scoff at, shrug off, have none of, want none of, sit tight, stay put,
        ignore * offer, ignore * demand, ignore * request, ignore * deadline, send * back, bat
        away, swat away, hear nothing of, fob off, demur, dissent, withhold * agreement, walk away
        from * offer""",
    "threaten": """
        threaten, menace, warn, serve notice, give notice, ballot for, ballot * on, ballot * over,
        vote to strike, vote to walk out, vote to stop work, vote for a strike, vote for strike,
        vote * strike, vote * industrial action, reserve the right, hold out the threat,
        contemplate, brandish, rattle, raise the spectre, raise the prospect, issue an ultimatum,
        deliver an ultimatum, set an ultimatum, put on notice, put * on notice, hint at
        consequences, hint at retaliation, promise retaliation, promise consequences, announce *
        strike, announce * boycott, announce * walkout, call * strike for, vote to walk, vote to
        down tools, flex * muscles, raise the stakes""",
    "promise": """
        promise, pledge, vow, commit, commit to, commit itself to, commit themselves to,
        undertake, guarantee, assure, swear, give * word, give * assurance, give * assurances,
        give * guarantee, give * undertaking, ensure, remain committed, be committed to, bind
        itself to, bind themselves to, see to it, make sure that, stand by * promise, stand by *
        word""",
    "yield": """
        yield, concede, back down, back off, back away, give in, give way, give ground, give up,
        relent, cave, cave in, climb down, capitulate, surrender, bow to, bow, soften, compromise,
        drop, waive, abandon, scale back, retreat, retreat from, budge, come down, water down,
        meet * halfway, meet * half way, step back, accede to, accede, submit to, backtrack,
        backpedal, reconsider, lower * demand, reduce * demand, ease * demand, moderate, withdraw
        * demand, withdraw * complaint, withdraw * appeal, withdraw * objection, withdraw * claim,
        withdraw * threat, withdraw * opposition, lift * objection, lift * ban, lift * blockade,
        lift * sanctions, shelve, row back, make * concession, make * concessions, fold, u-turn,
        settle with, end * strike, call off, call * off, stand down, buckle, blink, make way, eat
        * words, soften * stance, soften * line, forgo, forego, part with, take back, take * back,
        lower * sights, shift * ground, renounce, end * blockade, end * boycott, end * occupation,
        drop * objection, drop * case, drop * charges, halve * demand, back away from, come round,
        let go of""",
    "act": """
        strike, introduce, obtain * order, obtain * injunction, take * off, put * on * list, take
        * to * list, cross, dismantle, blacklist, walk out, walk off, walk away, down tools, stop
        work, lay down tools, block * road, block * access, block * bridge, block * entrance,
        block * gate, block * traffic, block * port, block * border, block * highway, block *
        railway, launch, impose, deploy, attack, invade, close, close down, shut, shut down, shut
        off, blockade, seize, file, sue, suspend, halt, stop, cut, cut off, withhold, expel,
        arrest, fire, sack, lay off, lock out, begin, start, resume, bomb, shell, kill, storm,
        occupy, march, picket, boycott, demonstrate, protest, rally, evict, send troops, send *
        troops, send forces, send police, send * letter, deliver, pay, release, detain, deport,
        pull out, pull out of, withdraw, leave, quit, break off, break, cancel, terminate, revoke,
        appoint, hire, open, build, greenlight, invoke, trigger, authorise, authorize, ban,
        outlaw, freeze, escalate, mobilise, mobilize, ratchet up, tighten, intensify, raise, hike,
        postpone, delay, adjourn, transfer, dump, discharge, lodge, commission, call * strike,
        stage, mount, carry out, convene, dispatch, evacuate, intercept, sanction, double down,
        step up, pass, enact, adopt, fine, jail, imprison, prosecute, appeal against, raid,
        capture, annex, enter, storm out, vote, deduct, slash, scrap, recall *
        ambassador, recall * envoy, summon * ambassador, erect, install, demolish, fence, dam,
        divert, drill, dig, fell, log, graze, drain, flood, pump, fish, board, ram, tow,
        confiscate, impound, levy, double, halve, lower, defer, tax, subsidise, subsidize,
        publish, leak, sell, buy, acquire, merge, move, relocate, replace, remove, restore,
        reopen, reinstate, end, order, issue, hand over, hand in, turn off, switch off,
        take * to court, take * court, bring * action, pull * from, set up, go on strike, go to
        court, come out on strike, put up, tear up, burn, destroy, damage, sabotage, obstruct,
        disrupt, refer, rule, overturn, uphold, quash, reduce, increase, respond with, answer
        with, retaliate, carry on, ease, lift, hold * vote, hold * ballot, hold * talks, join,
        sever, downgrade, test, host, broker, mediate, stockpile, arm, train, equip, fund,
        finance, exchange, swap, free, open fire, torch, barricade, padlock, bulldoze,
        expropriate, nationalise, nationalize, requisition, repossess, foreclose, dock * pay, dock
        * wages, demote, subpoena, indict, countersue, serve * notice, serve * writ, set fire,
        chain, poach, ration, ransom, kidnap, besiege, bombard, ambush, encircle,
        loot, ransack, overrun, repel, mine, disconnect, unplug""",
    "leverage": """
        depend on, depend upon, rely on, rely upon, hinge on, hold the key, hold * key, hold the
        purse strings, control, dominate, bankroll, wield, hold sway, have the power to, have the
        upper hand, hold the upper hand, hold all the cards, hold the cards, have * leverage, hold
        * leverage, have * hold over, have * over a barrel, own""",
    "precondition": """
        set * condition, set * conditions, set * precondition, set * preconditions, make *
        conditional, lay down * condition, lay down * conditions, attach * condition, attach *
        conditions, impose * condition, make * a condition, tie * to, link * to, make * dependent
        on""",
    "claim": """
        claim, accuse, blame, reject * accusation, reject * accusations, reject * charge, reject *
        charges, reject * allegation, reject * allegations, reject * claim, reject * criticism,
        reject the word, reject the term, reject * suggestion, dismiss * accusation, dismiss *
        allegation, dismiss * claim, regard * as, see * as, contend, allege, deny, criticise,
        criticize, condemn, denounce, fault, protest that, dispute, decry, deplore, lambast,
        lambaste, rebuke, reproach, chide, portray * as, brand * as, label * as, call * violation,
        call * crime, call * betrayal, call * aggression, call * theft, call * scandal, call *
        blackmail, call * breach, call * unhelpful, call * illegal, call * unfair, call * lie,
        call * provocation, maintain that, insist that * was, hold * responsible, attack * as,
        consider * illegitimate, point the finger, attribute, charge that, cry foul,
        rail against, hit out at, lash out at, take issue with, put the blame on, lay the blame,
        lay * blame, call into question, call * into question, cast doubt on, refute, speak of *
        lies""",
}

ACT_NOUNS: dict[Act, str] = {
    "demand": "demand, request, appeal, insistence, ultimatum, petition, requirement",
    "offer": "offer, proposal, proposition, invitation, overture, counter-offer, counteroffer, "
    "counterproposal, counter-proposal, readiness, willingness, openness",
    "accept": "acceptance, approval, consent, endorsement, agreement",
    "refuse": "refusal, rejection, veto, objection, opposition, unwillingness, resistance, "
    "reluctance, intransigence, rebuff",
    "threaten": "threat, warning",
    "promise": "promise, pledge, commitment, assurance, vow, guarantee, undertaking",
    "yield": "concession, climbdown, climb-down, capitulation, surrender, u-turn",
    "leverage": "leverage, dependence, reliance, stranglehold, chokehold",
    "precondition": "precondition, pre-condition, prerequisite, condition",
    "claim": "accusation, allegation, assertion, contention",
}

HOSTILE = """
    strike, walk out, walk off, stay out, stop work, turn to court, lodge * appeal, lodge *
    complaint, call up, call in * loan, pull * out, blacklist, invoke, trigger, ground, walk away,
    attack, invade, impound, lapse, rise, seek judicial, seek * review, seek * injunction, ask *
    court, take * court, go to court, turn to the court, close, shut, shut down, blockade, seize,
    sue, suspend, halt, stop, cut, cut off, withhold, expel, arrest, fire, sack, lay off, lock
    out, bomb, shell, kill, storm, occupy, picket, boycott, evict, deport, pull out, pull out of,
    leave the talks, leave the table, leave the negotiations, hold back, quit, break off, cancel,
    terminate, revoke, ban, outlaw, freeze, escalate, intensify, tighten, impose, sanction, double
    down, fine, jail, prosecute, raid, annex, deduct, slash, scrap, demolish, divert, dam,
    confiscate, levy, punish, retaliate, respond, veto, block, refuse, reject, dismiss,
    appeal, challenge, resign, relocate, turn off, switch off, withdraw, hit, destroy, sabotage,
    disrupt, obstruct, mobilise, mobilize, deploy, target, downgrade, sever, file, hurt,
    harm, lose, suffer, down tools, go on strike, take legal, pursue, bankrupt,
    abandon, oppose, end, march, protest, reinstate, take action, consequences"""

LEVERAGE_ADJECTIVES = "dependent, reliant, beholden, contingent"
# Deeds that hurt no more: "suspend the strike", "lift the ban".
ENDING = "suspend, halt, stop, end, cancel, lift, drop, withdraw, revoke, terminate, freeze"
HARMS = """
    strike, strikes, stoppage, walkout, blockade, boycott, lawsuit, suit, sanctions, sanction,
    siege, shelling, bombing, attack, attacks, protest, protests, embargo, appeal, ban, war,
    offensive, occupation, tariffs, tariff, duties, duty, campaign, lockout, threat, complaint,
    action"""
WILLING = "ready, willing, prepared, open, happy, keen"
FALSE = """
    false, untrue, unfounded, baseless, misleading, nonsense, propaganda, a lie, lies, unfair,
    illegal, unlawful, slander, groundless, fabricated, unjust, without foundation, without any
    foundation, without basis, a fabrication, not true, invented, pure invention, a provocation, a
    breach"""
NOT_TO_BE_HAD = """
    unacceptable, non-negotiable, out of the question, off the table, not for sale, not
    negotiable, not acceptable, not on the table, final, too late, not ours to give, not up for, a
    non-starter"""
UNWILLING = "unwilling, reluctant, loath, unable, opposed, unprepared, averse, adamant"
LEVERAGE_NOUNS = """
    leverage, influence, sway, hold, power, cards, hand, grip, stranglehold, chokehold, say"""
