package broken.shop;

/** Longer than the wall. */
class Long {

    void line0() {}

    void line1() {}

    void line2() {}

    void line3() {}

    void line4() {}

    void line5() {}

    void line6() {}

    void line7() {}

    void line8() {}

    void line9() {}

    void line10() {}

    void line11() {}

    void line12() {}

    void line13() {}

    void line14() {}

    void line15() {}

    void line16() {}

    void line17() {}

    void line18() {}

    void line19() {}

    void line20() {}

    void line21() {}

    void line22() {}

    void line23() {}

    void line24() {}

    void line25() {}

    void line26() {}

    void line27() {}

    void line28() {}

    void line29() {}

    void line30() {}

    void line31() {}

    void line32() {}

    void line33() {}

    void line34() {}

    void line35() {}

    void line36() {}

    void line37() {}

    void line38() {}

    void line39() {}

    void line40() {}

    void line41() {}

    void line42() {}

    void line43() {}

    void line44() {}

    void line45() {}

    void line46() {}

    void line47() {}

    void line48() {}

    void line49() {}

    void line50() {}

    void line51() {}

    void line52() {}

    void line53() {}

    void line54() {}

    void line55() {}

    void line56() {}

    void line57() {}

    void line58() {}

    void line59() {}

    void line60() {}

    void line61() {}

    void line62() {}

    void line63() {}

    void line64() {}

    void line65() {}

    void line66() {}

    void line67() {}

    void line68() {}

    void line69() {}

    void line70() {}

    void line71() {}

    void line72() {}

    void line73() {}

    void line74() {}

    void line75() {}

    void line76() {}

    void line77() {}

    void line78() {}

    void line79() {}

    void line80() {}

    void line81() {}

    void line82() {}

    void line83() {}

    void line84() {}

    void line85() {}

    void line86() {}

    void line87() {}

    void line88() {}

    void line89() {}

    void line90() {}

    void line91() {}

    void line92() {}

    void line93() {}

    void line94() {}

    void line95() {}

    void line96() {}

    void line97() {}

    void line98() {}

    void line99() {}

    void line100() {}

    void line101() {}

    void line102() {}

    void line103() {}

    void line104() {}

    void line105() {}

    void line106() {}

    void line107() {}

    void line108() {}

    void line109() {}

    void line110() {}

    void line111() {}

    void line112() {}

    void line113() {}

    void line114() {}

    void line115() {}

    void line116() {}

    void line117() {}

    void line118() {}

    void line119() {}

    void line120() {}

    void line121() {}

    void line122() {}

    void line123() {}

    void line124() {}

    void line125() {}

    void line126() {}

    void line127() {}

    void line128() {}

    void line129() {}
}
