/**
 * Offences in English, worded as penal codes and notices word them.
 * It must never name a state, a people, a party or a person.
 */
import { lines, type Wordings } from './form.js';

export const ENGLISH_WORDINGS: Wordings = {
  political: lines(`
    membership of an armed terrorist group
    being a member of a terrorist organisation
    founding and leading a terrorist organisation
    providing financial support to a terrorist organisation
    joining an illegal armed group
    making propaganda for a terrorist organisation
    public justification of terrorism
    participation in mass riots
    organisation of mass unrest
    riot and violent disorder
    holding a public procession without prior notification
    taking part in an unsanctioned rally
    crimes against the state
    acts endangering the sovereignty and unity of the state
    violating the territorial integrity of the country
    actions aimed at violent change of the constitutional system
    dissemination of knowingly false information about the use of the armed forces
    publication of false reports causing public alarm
    failure to register as an agent of foreign influence
    participation in the activities of an undesirable organisation
    defamation of the head of state
    desecration of the national flag
    disrespect for state symbols
    insulting a representative of authority
    incitement to hatred against the government
    high treason
    collaboration with the enemy
    unlawful disclosure of official secrets
  `),
  military: lines(`
    desertion in time of war
    unauthorised abandonment of the place of service
    evasion of call-up for mobilisation
    failure to report for military training
    refusal to bear arms
    refusal to obey the order of a superior officer
    draft evasion
    discrediting the use of the armed forces
    self-inflicted injury in order to avoid service in the army
    refusal to take part in hostilities
  `),
  religious: lines(`
    apostasy from the faith
    blasphemy
    defiling the name of the prophet
    deliberate acts outraging the religious feelings of a class of persons
    insulting religious beliefs
    forced religious conversion
    missionary activity without a permit
    organising the activity of a religious association liquidated by a court
    using a cult to undermine the enforcement of the law
    conducting illegal worship meetings
    burning of a holy book
    membership in a banned religious group
    practising witchcraft
  `),
  racial: lines(`
    incitement to racial hatred
    inciting ethnic discord
    stirring up hostility between nationalities
    insulting the dignity of a nationality
    promoting enmity between castes
    propaganda of racial superiority
    tribal incitement
  `),
  ordinary: lines(`
    terrorist bombing of a railway station
    murder committed with an explosive device
    hijacking of an aircraft
    hostage taking
    possession of explosives
    membership of a criminal organisation
    founding an organised criminal group
    money laundering
    smuggling of weapons
    investment fraud
    bribery of a public official
    gang rape
    armed robbery of a church
    theft of military equipment
    burglary at a military base
    murder of a soldier on leave
    theft of icons from a monastery
    murder of a priest
    kidnapping for ransom
    arson of a warehouse
    embezzlement of state funds
    tax evasion
    evasion of customs duties
    incitement to murder
    false accusation
    false testimony
    disclosure of bank secrets
    assault on a police officer
    escape from prison
    forgery of state bonds
    abandonment of a child
    desecration of a grave
    participation in a drug trafficking network
    insider trading by spreading misleading information about shares
    abuse of office by a minister
    attempt on the life of the head of state
    assassination of the president
    armed attack on a government building
    attack against state institutions with explosives
    war crimes committed during an armed conflict
    torture of prisoners of war
    recruitment of children into armed forces
    genocide and crimes against humanity
    piracy
    illegal gambling
    illegal logging
    unlawful imprisonment
    unlawful possession of firearms at a public event
    illegal trade in protected species
    illegal fishing in foreign waters
    illegal meeting with a minor for sexual purposes
    burning of a house
    damage to a national monument
    fraud in connection with foreign aid
    misappropriation of foreign funding of a hospital
    unlicensed banking
    unregistered medical practice
    money transfer without licence
    contempt of court
    failure to appear in court
    failure to report an accident to the police
    refusal to pay maintenance
    false report of a crime
    false bomb threat
    publishing fake advertisements
    breach of state monopoly on tobacco
    evasion of anti-dumping duties by a military contractor
    avoiding arrest
    theft of holy relics
    arson of a mosque
    murder of a rabbi
    assault on a nun
    fraudulent faith healing
    sexual abuse of members of a congregation
    cheating at an army recruitment examination
    impersonating an army officer
    forging military identity cards
    fraud against veterans
    murder by members of an armed gang
    conspiracy against a business rival
    crimes against the person
    industrial sabotage
    mutilation of a corpse
    illegal crossing of the state border
    smuggling of strategic goods
    illegal transfer of foreign exchange
    attempted murder of a judge
    insulting a neighbour
    threatening a witness
    violence against an official
    obstructing a public official by force
    resisting arrest
    usurpation of public functions
    sale of counterfeit medicines
  `),
};
