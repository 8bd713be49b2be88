"""Short stories around one pronoun, written for the training; nobody in them exists.

`{A+}` is a full name, `{A}` its surname; A and B are of the pronoun's sex, C is not. `{He?}` is the pronoun that is asked
about; the second word says whom it means, and is empty where a careful reader could not tell.
"""
PRONOUNS = {"he": ("he", "she"), "him": ("him", "her"), "his": ("his", "her"), "man": ("man", "woman")}

ALL = [
    # Two people of one sex, and either may have said it.
    ("{A+} sued {B+} in May. {He?} said that the money was gone.", ""),
    ("{A+} met {B+} on Tuesday. {He?} said the talks had failed.", ""),
    ("{A+} and {B+} left the hearing together. “We were robbed,” {he?} said.", ""),
    ("{A} and {B} were both at the meeting. {He?} told reporters that nothing had been agreed.", ""),
    ("{A+} wrote to {B+} about the leak. “Nobody was told,” {he?} said.", ""),
    ("{A+} works with {B+} at the depot. {He?} says the brakes were never tested.", ""),
    ("{A+} replaced {B+} as director in June. {He?} said the books were in order.", ""),
    ("{A+} spoke after {B+} at the inquest. {He?} claimed the door had been locked.", ""),
    ("{A+} has accused {B+} of fraud. {He?} argues that the contracts were fair.", ""),
    ("{A+} drove {B+} to the clinic. The road was wet, {he?} said.", ""),
    ("{A+} hired {B+} in 2019. {He?} warned the board in writing.", ""),
    ("{A+} visited {B+} in prison. {His?} letters were never sent.", ""),
    ("{A+} saw {B+} at the harbour. {He?} was carrying a bag.", ""),
    ("The coach, {A+}, praised {B+} after the match. {He?} had played with a broken hand, and it was luck, {he} said.", ""),
    # One who speaks goes on.
    ("{A+}, the mayor, said the bridge would close. {He?} said repairs would take a year.", "A"),
    ("{A+} said the plan was dead. The council would vote in May, {he?} added.", "A"),
    ("“The fund is empty,” said {A+}, a nurse. “Nobody told us,” {he?} added.", "A"),
    ("“The fund is empty,” {A+} told the hearing. {He?} blamed {B+}.", "A"),
    ("{A+} said {B+} had lied to the board. “I have the letters,” {he?} said.", "A"),
    ("{A} said that {B} had taken the keys. {He?} said the police had been told.", "A"),
    ("{A+} accused {B+} of theft. “{B} took the lot,” {he?} said.", "A"),
    ("{A+} told {C+} that the ship had sunk. {He?} said the crew was safe.", "A"),
    ("{C+} asked {A+} about the fire. {He?} said it began in the kitchen.", "A"),
    ("{C+} defended the minister, {A+}. {He?} said nothing on Monday.", "A"),
    ("{A+} warned in March that the dam would fail. In April {he?} said so again.", "A"),
    ("According to {A+}, the figures were wrong. {He?} said they had been copied.", "A"),
    ("{A+} was born in 1951. {He?} joined the navy at 17. {B+} was a neighbour.", "A"),
    ("{A+} runs the station. {He?} thanked {B+} for the engine.", "A"),
    ("{A+} resigned on Friday. In {his?} letter to {B+}, the reasons were plain.", "A"),
    ("{A+} lost the vote. {C+}, who won, thanked {him?} for the fight.", "A"),
    ("{A} has run the port since 2011. {B} is the deputy. {A} said ships would wait. {He?} said the tide was to blame.", "A"),
    ("{B+} chaired the meeting. {A+} said the report was late. {He?} said it would be published in May.", "A"),
    ("{B+} led the firm until June.\n\n{A+}, who took over, said the debt was paid. {He?} said jobs were safe.", "A"),
    ("{B+}’s lawyer, {A+}, said the charge was false. {He?} said the trial would be short.", "A"),
    ("{A+}, {B+}’s lawyer, said the charge was false. “It is a stunt,” {he?} said.", "A"),
    ("{B+}’s successor, {A+}, took office in May. {He?} promised new trains.", "A"),
    ("A letter by {A+} was read out. {He?} wrote that the pit was unsafe, and that {B+} knew.", "A"),
    # What somebody says of another is not that other's.
    ("{A+} said {he?} had never met {B+}.", "A"),
    ("{A+} told the court that {he?} had paid {B+} twice.", "A"),
    ("{B} was cheated, {A+} said. “It was my money too,” {he?} added.", "A"),
    ("{A+} said on Monday that {his?} son was safe.", "A"),
    ("{A+} fell out with {B+} over money, and {he?} left the band in 1998.", "A"),
    ("When {A+} arrived, {he?} was told that {B+} had gone.", "A"),
    ("{A+} said the offer came late. “I had a train to catch,” {he?} said. {B+} laughed.", "A"),
    # Somebody without a name.
    ("A former clerk, who left in May, met {A+} twice. “I was afraid,” {he?} said.", ""),
    ("A former clerk said {A+} had signed the forms. {He?} said the forms were burned.", ""),
    ("One of the guards spoke about {A+}. {He?} said the cells were cold.", ""),
    ("A neighbour of {A+} saw the fire. {He?} said the flames were green.", ""),
    ("“I paid in cash,” said a trader who knows {A+}. {He?} had kept the bills.", ""),
    ("An adviser to {A+} rang the newsroom. {He?} said the deal was off.", ""),
    ("The {man} who sold {A+} the boat has moved away. {He?} said it never leaked.", ""),
]
