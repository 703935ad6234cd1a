// Shows only the kinds of the chosen category; boxes already ticked stay visible.
(() => {
  const start = () => {
    const category = document.getElementById('id_category');
    const boxes = [...document.querySelectorAll('input[name=kinds]')];
    if (!category || boxes.length === 0) return;
    const show = () => {
      for (const box of boxes) {
        box.closest('label').parentElement.hidden =
          !box.checked && box.dataset.category !== category.value;
      }
    };
    category.addEventListener('change', show);
    show();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
