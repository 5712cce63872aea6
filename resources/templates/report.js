(function () {
  var form = document.querySelector(".sift");
  if (!form) return;
  var tag = form.elements.tag, speaker = form.elements.speaker, count = form.querySelector("output");
  var cards = Array.from(document.querySelectorAll(".card"));
  var groups = Array.from(document.querySelectorAll(".group"));
  function sift() {
    var shown = 0;
    cards.forEach(function (card) {
      var fits = (!tag.value || card.dataset.t.split(" ").includes(tag.value)) &&
        (!speaker.value || card.dataset.s === speaker.value);
      card.hidden = !fits;
      shown += fits;
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector(".card:not([hidden])"); });
    count.textContent = shown + " / " + cards.length;
  }
  form.addEventListener("change", sift);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  sift();
})();
